import type { KitMessages } from '../kit.messages.ts';

export const messages: KitMessages = {
  loading: '正在加载',
  retry: '重试',
  close: '关闭',
  dismiss: '知道了',
  clear: '清除',
  search: '搜索',
  optional: '选填',
  required: '必填',
  working: '正在处理',
  back: '返回',
  more: '更多操作',
  progress: (done, total) => `${done}/${total}`,
  requestId: (id) => `请求编号 ${id}`,
  asOf: (when) => `截至 ${when}`,

  failedTitle: '此部分停止工作',
  staleTitle: '内容可能已过时',
  staleBody: (when) => `上次更新失败。您看到的是截至 ${when} 的内容。`,
  partialTitle: '部分内容无法加载',

  moneyMalformed: '请输入金额，例如 1,234.50',
  moneyTooPrecise: '小数点后请保留两位',
  moneyTooLarge: '金额过大',
  moneyEmpty: '请输入金额',
  moneyAbove: (most) => `请输入不超过 ${most} 的金额`,
  moneyBelow: (least) => `请输入不低于 ${least} 的金额`,

  selectAll: '选择所有行',
  selectRow: (name) => `选择 ${name}`,
  selected: (count) => `已选择 ${count} 项`,
  sortedAscending: (column) => `按${column}升序排列`,
  sortedDescending: (column) => `按${column}降序排列`,
  rows: (count) => `${count} 行`,
};

import type { CommonMessages } from './common.en-au.ts';

export const messages: CommonMessages = {
  title: '集成',
  tabReconciliation: '对账',
  tabBank: '银行',
  forbiddenTitle: '仅供承包商员工使用',
  forbiddenBody: '运营人员和管理员可在此查看集成状态。承包商的管理员可以授予您该角色。',

  refresh: '刷新',
  more: '显示更多',
  moreFailed: '无法读取更多内容，请重试。',
  cancel: '取消',
  offlineTitle: '您已离线',
  offlineBody: (when) => `您看到的是截至 ${when} 的情况，恢复连接后会更新。`,
  expiredTitle: '会话已结束',
  expiredBody: '您输入的内容仍在这里。请重新登录以继续。',
  rows: (count, all) => (all ? `${count} 行` : `${count} 行，下方还有更多`),

  conflictTitle: '您查看期间内容已变更',
  conflictBody: '您的操作未执行。现在显示的是当前状态。',
  failedTitle: '操作未成功',
  failedOffline: '没有网络连接。未作任何更改；恢复在线后请重试。',
  failedUnreachable: '门户没有响应。重试之前请先刷新，确认操作是否已完成。',
  failedVendor: '供应商暂时没有响应。未作任何更改；请几分钟后重试。',
  failedForbidden: '您的角色不允许此操作。',
  failedNotFound: '该内容已不在这里。',
  failedInvalid: '门户未接受所填内容。请检查每个字段。',
  failedBusy: '请求过多。请稍候再试。',
  failedOther: '未作任何更改。',
  request: (id) => `请求 ${id}`,

  reason: '原因',
  reasonHint: '会保存在审计日志中，应让同事明年也能看懂。',
  reasonShort: '请填写至少三个字的原因',
  dayMissing: '请选择日期',
  amount: '金额（AUD）',
};

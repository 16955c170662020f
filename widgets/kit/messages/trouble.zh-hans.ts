import type { TroubleMessages } from '../parts/trouble.messages.ts';

export const messages: TroubleMessages = {
  failedBody: '页面的其余部分不受影响，您已提交的内容没有丢失。',
  refusedTitle: '您尚未在此登录',
  refusedBody: '请重新登录本网站，然后再试一次。',
  notConfiguredTitle: '此页面尚未连接',
  notConfiguredBody: '显示此页面的网站需要先连接到客户门户。请告知网站负责人。',
  unreachableTitle: '无法连接客户门户',
  unreachableBody: '此页面本身正常。我们会继续尝试，您也可以立即重试。',
  offlineTitle: '您已离线',
  offlineBody: '这里显示的是先前加载的内容，恢复连接后会更新。',
  expiredTitle: '您的会话已结束',
  expiredBody: '您输入的内容仍在。请重新登录以继续。',
  forbiddenTitle: '您的账户无权查看',
  forbiddenBody: '贵组织的管理员可以授予权限。',
  notFoundTitle: '找不到此内容',
  notFoundBody: '它可能已被移除，或属于他人。',
  busyTitle: '请求过多',
  busyBody: '请稍候再试。',
};

import type { TroubleMessages } from '../parts/trouble.messages.ts';

export const messages: TroubleMessages = {
  failedBody: 'بقية الصفحة لم تتأثر، ولم يُفقد شيء مما أرسلته.',
  refusedTitle: 'لم تسجّل الدخول هنا',
  refusedBody: 'سجّل الدخول إلى هذا الموقع من جديد ثم حاول مرة أخرى.',
  notConfiguredTitle: 'هذه الصفحة غير متصلة بعد',
  notConfiguredBody: 'على الموقع الذي يعرض هذه الصفحة أن يصلها ببوابة العملاء. أخبر صاحبه.',
  unreachableTitle: 'تعذّر الوصول إلى بوابة العملاء',
  unreachableBody: 'الصفحة نفسها تعمل. نواصل المحاولة، ويمكنك المحاولة الآن.',
  offlineTitle: 'أنت غير متصل',
  offlineBody: 'ما تراه هنا حُمّل سابقًا، ويُحدَّث عند عودة الاتصال.',
  expiredTitle: 'انتهت جلستك',
  expiredBody: 'ما كتبته ما زال هنا. سجّل الدخول من جديد للمتابعة.',
  forbiddenTitle: 'لا يحق لحسابك رؤية هذا',
  forbiddenBody: 'يمكن لمسؤول في مؤسستك منح الإذن.',
  notFoundTitle: 'هذا غير موجود هنا',
  notFoundBody: 'ربما أزيل، أو أنه يخص شخصًا آخر.',
  busyTitle: 'طلبات كثيرة الآن',
  busyBody: 'انتظر لحظة ثم حاول مرة أخرى.',
};

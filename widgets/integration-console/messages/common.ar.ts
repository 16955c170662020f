import { plural } from '../../kit/messages.ts';
import type { CommonMessages } from './common.en-au.ts';

const rows = (count: number): string =>
  plural('ar', count, {
    zero: 'لا صفوف',
    one: 'صف واحد',
    two: 'صفان',
    few: `${count} صفوف`,
    other: `${count} صفًا`,
  });

export const messages: CommonMessages = {
  title: 'عمليات الربط',
  tabReconciliation: 'المطابقة',
  tabBank: 'البنك',
  forbiddenTitle: 'لموظفي المقاول فقط',
  forbiddenBody:
    'يرى موظفو العمليات والمسؤولون حالة عمليات الربط هنا. يمكن لمسؤول لدى المقاول منحك هذا الدور.',

  refresh: 'تحديث',
  more: 'عرض المزيد',
  moreFailed: 'تعذّرت قراءة المزيد. حاول مرة أخرى.',
  cancel: 'إلغاء',
  offlineTitle: 'أنت غير متصل',
  offlineBody: (when) => `ما تراه صحيح حتى ${when}، ويُحدَّث عند عودة الاتصال.`,
  expiredTitle: 'انتهت جلستك',
  expiredBody: 'ما كتبته ما زال هنا. سجّل الدخول من جديد للمتابعة.',
  rows: (count, all) => (all ? rows(count) : `${rows(count)}، والمزيد أدناه`),

  conflictTitle: 'تغيّر هذا أثناء اطلاعك عليه',
  conflictBody: 'لم يُنفَّذ شيء مما طلبته. ما تراه الآن هو الوضع القائم.',
  failedTitle: 'لم تتم العملية',
  failedOffline: 'لا يوجد اتصال. لم يتغيّر شيء؛ حاول مرة أخرى عند عودة الاتصال.',
  failedUnreachable: 'لم تُجب البوابة. حدّث الصفحة لترى هل تمت العملية قبل أن تحاول مرة أخرى.',
  failedVendor: 'لا يجيب المزوّد الآن. لم يتغيّر شيء؛ حاول بعد بضع دقائق.',
  failedForbidden: 'لا يسمح دورك بذلك.',
  failedNotFound: 'لم يعد موجودًا هنا.',
  failedInvalid: 'لم تقبل البوابة ما أُدخل. تحقّق من كل حقل.',
  failedBusy: 'طلبات كثيرة الآن. انتظر لحظة ثم حاول مرة أخرى.',
  failedOther: 'لم يتغيّر شيء.',
  request: (id) => `الطلب ${id}`,

  reason: 'السبب',
  reasonHint: 'يُحفظ في سجل التدقيق. ينبغي أن يفهمه زميل بعد سنة.',
  reasonShort: 'اكتب سببًا من ثلاثة أحرف على الأقل',
  dayMissing: 'اختر يومًا',
  amount: 'المبلغ (AUD)',
};

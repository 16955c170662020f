import type { KitMessages } from '../kit.messages.ts';
import { plural } from '../messages.ts';

export const messages: KitMessages = {
  loading: 'جارٍ التحميل',
  retry: 'حاول مرة أخرى',
  close: 'إغلاق',
  dismiss: 'تجاهل',
  clear: 'مسح',
  search: 'بحث',
  optional: 'اختياري',
  required: 'مطلوب',
  working: 'جارٍ العمل',
  back: 'رجوع',
  more: 'إجراءات أخرى',
  progress: (done, total) => `${done} من ${total}`,
  requestId: (id) => `الطلب ${id}`,
  asOf: (when) => `حتى ${when}`,

  failedTitle: 'توقف هذا الجزء عن العمل',
  staleTitle: 'قد يكون هذا قديمًا',
  staleBody: (when) => `فشل آخر تحديث. ترى ما كان صحيحًا حتى ${when}.`,
  partialTitle: 'تعذّر تحميل بعضه',

  moneyMalformed: 'أدخل المبلغ بالدولار والسنت، مثل 1,234.50',
  moneyTooPrecise: 'أدخل سنتات كاملة: رقمان بعد الفاصلة',
  moneyTooLarge: 'هذا المبلغ كبير جدًا',
  moneyEmpty: 'أدخل مبلغًا',
  moneyAbove: (most) => `أدخل ${most} أو أقل`,
  moneyBelow: (least) => `أدخل ${least} أو أكثر`,

  selectAll: 'تحديد كل الصفوف',
  selectRow: (name) => `تحديد ${name}`,
  selected: (count) => `المحدد: ${count}`,
  sortedAscending: (column) => `مرتب حسب ${column} تصاعديًا`,
  sortedDescending: (column) => `مرتب حسب ${column} تنازليًا`,
  rows: (count) =>
    plural('ar', count, {
      zero: 'لا صفوف',
      one: 'صف واحد',
      two: 'صفان',
      few: `${count} صفوف`,
      many: `${count} صفًا`,
      other: `${count} صف`,
    }),
};

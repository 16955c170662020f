import { defineMessages } from '../../kit/messages.ts';
import { messages } from '../messages/detail.en-au.ts';

export const detailMessages = defineMessages(messages, {
  'zh-Hans': () => import('../messages/detail.zh-hans.ts'),
  ar: () => import('../messages/detail.ar.ts'),
});

export type DetailWords = ReturnType<typeof detailMessages.in>;

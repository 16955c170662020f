import { defineMessages } from '../../kit/messages.ts';
import { messages } from '../messages/pay.en-au.ts';

export const payMessages = defineMessages(messages, {
  'zh-Hans': () => import('../messages/pay.zh-hans.ts'),
  ar: () => import('../messages/pay.ar.ts'),
});

export type PayWords = ReturnType<typeof payMessages.in>;

import { defineMessages } from '../../kit/messages.ts';
import { messages } from '../messages/account.en-au.ts';

export const accountMessages = defineMessages(messages, {
  'zh-Hans': () => import('../messages/account.zh-hans.ts'),
  ar: () => import('../messages/account.ar.ts'),
});

export type AccountWords = ReturnType<typeof accountMessages.in>;

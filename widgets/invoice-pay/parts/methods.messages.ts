import { defineMessages } from '../../kit/messages.ts';
import { messages } from '../messages/methods.en-au.ts';

export const methodsMessages = defineMessages(messages, {
  'zh-Hans': () => import('../messages/methods.zh-hans.ts'),
  ar: () => import('../messages/methods.ar.ts'),
});

export type MethodsWords = ReturnType<typeof methodsMessages.in>;

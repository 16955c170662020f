import { defineMessages } from '../../../widgets/kit/messages.ts';
import { messages } from './messages/en-AU.ts';

export const portalMessages = defineMessages(messages, {
  'zh-Hans': () => import('./messages/zh-Hans.ts'),
  ar: () => import('./messages/ar.ts'),
});

export type Words = ReturnType<typeof portalMessages.in>;

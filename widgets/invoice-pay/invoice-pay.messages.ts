import { defineMessages } from '../kit/messages.ts';
import { messages } from './messages/list.en-au.ts';

/** Words of the first screen. Those of the detail and of paying come with their views. */
export const listMessages = defineMessages(messages, {
  'zh-Hans': () => import('./messages/list.zh-hans.ts'),
  ar: () => import('./messages/list.ar.ts'),
});

export type ListWords = ReturnType<typeof listMessages.in>;

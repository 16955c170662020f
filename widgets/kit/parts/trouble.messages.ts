import { defineMessages, type Translation } from '../messages.ts';

const source = {
  failedBody: 'The rest of the page is not affected, and nothing you sent is lost.',
  refusedTitle: 'You are not signed in here',
  refusedBody: 'Sign in to this site again, then try once more.',
  notConfiguredTitle: 'This page is not connected yet',
  notConfiguredBody: 'The site that shows this page has to connect it to the client portal. Tell its owner.',
  unreachableTitle: 'The client portal cannot be reached',
  unreachableBody: 'This page itself works. We keep trying, and you can try now.',
  offlineTitle: 'You are offline',
  offlineBody: 'What you see here was loaded earlier. It updates when the connection is back.',
  expiredTitle: 'Your session ended',
  expiredBody: 'What you typed is still here. Sign in again to go on.',
  forbiddenTitle: 'Your account may not see this',
  forbiddenBody: 'An administrator of your organisation can grant it.',
  notFoundTitle: 'This is not here',
  notFoundBody: 'It may have been removed, or it belongs to somebody else.',
  busyTitle: 'Too many requests just now',
  busyBody: 'Wait a moment, then try again.',
};

export type TroubleMessages = Translation<typeof source>;

/** Words for what a widget may run into; they come with the part that says them. */
export const troubleMessages = defineMessages(source, {
  'zh-Hans': () => import('../messages/trouble.zh-hans.ts'),
  ar: () => import('../messages/trouble.ar.ts'),
});

import { Fault } from '../../ports/fault.ts';

/** The same words for an unknown address, a wrong password and a closed account: nobody learns which. */
export const invalidCredentials = (): Fault => new Fault('invalid_credentials');
export const sessionExpired = (): Fault => new Fault('session_expired');
export const accessWindowClosed = (): Fault => new Fault('access_window_closed');
/** Not 401: the session goes on. */
export const passwordRefused = (): Fault => new Fault('password_refused');
export const stepUpNotOffered = (): Fault => new Fault('forbidden');
export const invalidClientSecret = (): Fault => new Fault('invalid_client_secret');
export const originNotAllowed = (): Fault => new Fault('origin_not_allowed');
export const unknownPerson = (): Fault =>
  new Fault('invalid_request', undefined, {
    errors: [
      {
        path: 'userEmail',
        code: 'unknown_person',
        message: 'No active person of the client has this address.',
      },
    ],
  });
export const unknownWidgets = (names: string[]): Fault =>
  new Fault('invalid_request', undefined, {
    errors: names.map((name) => ({
      path: 'widgets',
      code: 'unknown_widget',
      message: `${name} is not a widget.`,
    })),
  });
export const foreignSites = (): Fault =>
  new Fault('invalid_request', undefined, {
    errors: [
      {
        path: 'siteIds',
        code: 'unknown_site',
        message: 'At least one site is not among those of this person.',
      },
    ],
  });

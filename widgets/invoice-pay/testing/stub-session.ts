import { FakeSession } from '../../kit/testing/fake-session.ts';
import { me } from './facts.ts';
import { StubServer } from './stub-server.ts';

/** A session that asks a stub server; a test sets its state and sends its live events. */
export function stubSession(server = new StubServer()): FakeSession {
  const session = new FakeSession((path, { method = 'GET', query = {}, body, idempotencyKey: key }) =>
    server.answer({ method, path, query, body, key }),
  );
  session.me = me;
  return session;
}

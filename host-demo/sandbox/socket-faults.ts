import type { Socket } from 'node:net';
import type { HttpBindings } from '@hono/node-server';

/** What a handler needs of the connection to let it break. */
export type Env = { Bindings: HttpBindings };

const HOLD_MS = 120_000;

/** Breaks the connection as a crashed peer would: with a reset, not an orderly end. */
export function resetConnection(env: HttpBindings): void {
  socketOf(env)?.resetAndDestroy();
}

/** Answers nothing until the caller gives up. */
export async function holdConnection(env: HttpBindings): Promise<void> {
  const socket = socketOf(env);
  if (!socket || socket.destroyed) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, HOLD_MS);
    timer.unref();
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  socket.destroy();
}

function socketOf(env: HttpBindings): Socket | undefined {
  const { socket } = env.incoming;
  return 'resetAndDestroy' in socket ? socket : undefined;
}

/**
 * Loaded before a child's own program (`node --import`): when the launcher is gone, however it ended, the child ends
 * too. It is first asked as a signal would ask it, so that it finishes what it is doing.
 */
const GRACE_MS = 10_000;

if (process.connected) {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // The channel alone must not keep a finished program alive.
  process.channel?.unref();
}

export {};

/**
 * A reason not to start that the person at the terminal can act on. The message is one sentence; it is printed alone,
 * without a stack, and the launcher leaves with a non-zero exit code.
 */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}

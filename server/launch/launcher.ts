import { loadDemonstration } from './demo-data.ts';
import { launch } from './launch.ts';
import { LaunchError } from './launch-error.ts';
import { readLaunchSettings } from './launch-settings.ts';
import { watchNpm } from './npm-ancestor.ts';
import { findPrograms, type Programs } from './programs.ts';
import { welcome } from './welcome.ts';

/** Runs until a signal, or until one of its programs ends. The exit code tells which: 0 or 1. */
export async function runLauncher(programs: Programs = findPrograms()): Promise<void> {
  // A closed pipe at the other end of the output is no reason to stop serving.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const began = performance.now();
  const stopRequest = new AbortController();
  const { signal } = stopRequest;
  let killEverything = () => {};
  const request = () => {
    if (signal.aborted) {
      killEverything();
      process.exit(1);
    }
    console.log('Stopping.');
    stopRequest.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, request);
  watchNpm(() => signal.aborted || request());
  try {
    const settings = readLaunchSettings();
    const log = (line: string) => console.log(`  ${line}`);
    const running = await launch(settings, programs, { log, loadDemonstration, signal });
    killEverything = () => running.kill();
    console.log(welcome(settings, programs, performance.now() - began));
    const stopped = new Promise<undefined>((resolve) => {
      signal.addEventListener('abort', () => resolve(undefined));
    });
    const failure = await Promise.race([stopped, running.failed]);
    await running.stop();
    if (failure !== undefined) throw new LaunchError(failure);
    process.exit(0);
  } catch (error) {
    if (signal.aborted) process.exit(0);
    console.error(error instanceof LaunchError ? error.message : error);
    process.exit(1);
  }
}

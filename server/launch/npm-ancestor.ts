import { commandLine, isAlive, parentOf, processStartTime } from './process-table.ts';

/** The npm process that started this one, through a shell or directly; undefined when it was not npm. */
export function npmAncestor(): number | undefined {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  let pid = process.ppid;
  for (let generation = 0; generation < 3 && pid > 1; generation += 1) {
    if (/(^|[/\s])npm(\s|-cli|$)/.test(commandLine(pid))) return pid;
    pid = parentOf(pid);
  }
  return undefined;
}

/**
 * Calls `onGone` when the npm that started this process is gone: killed, it cannot pass the signal on, and a launcher
 * left alone would hold the ports and the data folder.
 */
export function watchNpm(onGone: () => void): void {
  const pid = npmAncestor();
  if (pid === undefined) return;
  const startTime = processStartTime(pid);
  const timer = setInterval(() => {
    if (isAlive(pid) && processStartTime(pid) === startTime) return;
    clearInterval(timer);
    onGone();
  }, 1000);
  timer.unref();
}

import pino from 'pino';
import { startRunner } from '../runner.ts';

/** A worker of its own process, for tests that kill it in the middle of a job. Prints a line when a job begins. */
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const forever = async (): Promise<void> => {
  say('job');
  await new Promise(() => {});
};

await startRunner({
  url: process.env.JOBS_URL ?? '',
  handlers: { 'settle-payment': forever, 'send-receipt': forever, 'process-inbox': forever },
  cron: {},
  log: pino({ level: 'silent' }),
  concurrency: 1,
});
say('ready');

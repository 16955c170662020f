import { spawn } from 'node:child_process';

/**
 * Runs one command and shows that something happens: its name at once, the seconds while it lasts, its output only
 * when it fails.
 *
 * @param {string} title what the person who waits reads
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 */
export async function runStep(title, command, args, cwd) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const isTerminal = process.stdout.isTTY === true;
  process.stdout.write(isTerminal ? `  ${title} ...` : `  ${title} ...\n`);
  const ticker = setInterval(
    () =>
      process.stdout.write(
        isTerminal ? `\r  ${title} ... ${seconds()} s` : `  ${title} ... ${seconds()} s\n`,
      ),
    isTerminal ? 1000 : 15_000,
  );
  const child = spawn(command, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.once('close', resolve);
  });
  clearInterval(ticker);
  process.stdout.write(isTerminal ? `\r  ${title}: ${seconds()} s   \n` : '');
  if (code === 0) return;
  process.stderr.write(`${output.trim()}\n`);
  throw new Error(`${title} failed: ${command} ${args.join(' ')}`);
}

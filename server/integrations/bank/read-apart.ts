import { Worker } from 'node:worker_threads';
import type { ReadStatementFile, StatementFile } from '../../ports/bank-statement.ts';
import { readStatementFile } from './read-statement-file.ts';

/** Up to here a file is read in a moment. */
const readHere = 512 * 1024;
/** Of a reader's thread. A file of 100,000 entries needs less than 300. */
const mostMegabytes = 1_024;
/** Of it, for what lives shortly: with Node's own share the collector takes a third of the time. */
const youngMegabytes = 256;

/** Next to this file, where both are built. A thread takes no TypeScript: sources read every file themselves. */
const builtReader = import.meta.url.endsWith('.ts')
  ? null
  : new URL('./statement-reader.js', import.meta.url);

/**
 * Reads a bank's large file in a thread of its own: it takes seconds, and nobody else's request waits for it. One file
 * after the other, for each takes a processor and its memory. Throws when the thread dies, and never for what is in the
 * file.
 */
export function createStatementReader(reader: URL | null = builtReader): ReadStatementFile {
  let last: Promise<unknown> = Promise.resolve();
  return (bytes) => {
    if (bytes.byteLength <= readHere || reader === null) return readStatementFile(bytes);
    const read = last.then(() => readInThread(reader, bytes));
    last = read.catch(() => undefined);
    return read;
  };
}

function readInThread(reader: URL, bytes: Uint8Array): Promise<StatementFile> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(reader, {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
    });
    worker.once('message', (text: string) => resolve(JSON.parse(text)));
    worker.once('error', reject);
    // Without an effect once it has told.
    worker.once('exit', (code) => reject(new Error(`the reader of a bank's file ended with ${code}`)));
  });
}

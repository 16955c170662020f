import { parentPort, workerData } from 'node:worker_threads';
import { readStatementFile } from './read-statement-file.ts';

// The thread of one file: reads it, tells what is in it, and ends.
parentPort?.postMessage(readStatementFile(workerData));

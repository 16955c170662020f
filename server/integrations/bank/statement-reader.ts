import { parentPort, workerData } from 'node:worker_threads';
import { readStatementFile } from './read-statement-file.ts';

// The thread of one file: reads it, tells what is in it, and ends. As one text: hundreds of thousands of small objects
// take longer from thread to thread.
parentPort?.postMessage(JSON.stringify(readStatementFile(workerData)));

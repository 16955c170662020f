export { createStatementReader } from './read-apart.ts';
export { readStatementFile } from './read-statement-file.ts';

export { readStatementFile } from './read-statement-file.ts';

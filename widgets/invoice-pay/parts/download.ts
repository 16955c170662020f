export { download } from '../../kit/download.ts';

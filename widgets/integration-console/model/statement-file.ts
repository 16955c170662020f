export type FileTrouble = 'oneFile' | 'emptyFile' | 'tooLarge';

/** As the server takes it. */
const mostBytes = 96 * 1024 * 1024;

/** Why what was dropped or chosen is not sent. */
export function fileTrouble(files: readonly { readonly size: number }[]): FileTrouble | undefined {
  const [file, ...others] = files;
  if (!file || others.length > 0) return 'oneFile';
  if (file.size === 0) return 'emptyFile';
  return file.size > mostBytes ? 'tooLarge' : undefined;
}

/**
 * How long other pages may keep a file below /embed/. What is named by exact version or by content hash never
 * changes; entries of a rolling channel do, with each release.
 */
export const embedCaching = (path: string): string =>
  /^\d+\.\d+\.\d+\//.test(path) || /^v\d+\/(chunks|federation|assets)\//.test(path)
    ? 'public, max-age=31536000, immutable'
    : 'public, max-age=300';

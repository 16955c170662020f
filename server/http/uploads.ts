const mebibyte = 1_048_576;

type Upload = { path: string; contentType: RegExp; maxBytes: number };

/** Where files come as they are, and which; everywhere else on the API a body is JSON. */
const uploads: readonly Upload[] = [
  {
    path: '/v1/evidence',
    contentType: /^(image\/(png|jpeg|webp|gif)|application\/pdf)$/i,
    maxBytes: 5 * mebibyte,
  },
];

export const uploadAt = (path: string): Upload | undefined => uploads.find((upload) => upload.path === path);

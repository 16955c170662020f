import { fileURLToPath } from 'node:url';
import type { build as Build } from 'vite';

const bundles = new Map<string, Promise<string>>();

/** One browser script of the sandbox as plain JavaScript; built when first asked for, then kept. */
export function browserBundle(entry: URL): Promise<string> {
  const path = fileURLToPath(entry);
  const known = bundles.get(path) ?? bundle(path);
  bundles.set(path, known);
  return known;
}

async function bundle(path: string): Promise<string> {
  const environment = process.env.NODE_ENV;
  try {
    // Loaded when first needed: everything else that starts would wait for it.
    const { build } = await import('vite');
    const result = await build({
      configFile: false,
      envFile: false,
      publicDir: false,
      logLevel: 'error',
      root: fileURLToPath(new URL('.', import.meta.url)),
      build: {
        write: false,
        target: 'es2022',
        minify: false,
        modulePreload: false,
        rollupOptions: { input: path, output: { format: 'iife' } },
      },
    });
    return codeOf(result);
  } finally {
    // The bundler marks the whole process as production; others in it did not ask for that.
    if (environment === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = environment;
  }
}

function codeOf(result: Awaited<ReturnType<typeof Build>>): string {
  const outputs = Array.isArray(result) ? result : 'output' in result ? [result] : [];
  for (const { output } of outputs) {
    for (const part of output) if (part.type === 'chunk') return part.code;
  }
  throw new Error('The browser script came out empty.');
}

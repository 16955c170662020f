import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Paths of the sources below a folder of the project, from the project's folder, built and foreign ones left out. */
export function sourceFiles(folder: string, ending = '.ts'): string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending) && !/(^|\/)(dist|node_modules)\//.test(path))
    .map((path) => `${folder}/${path}`);
}

export function projectPath(path: string): string {
  return `${root}${path}`;
}

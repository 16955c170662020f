import { nameOf } from './names.ts';

/** What a folder of one kind holds. The one place that knows it: the generator writes it, a test keeps it. */
export type Shape = {
  /** The folder that holds all of this kind. */
  home: string;
  /** Files that each must have. */
  required: (name: string) => string[];
  /** Roles a file may name, as in `<name>.<role>.ts`. */
  roles: string[];
  folders: string[];
};

export const widgetShape: Shape = {
  home: 'widgets',
  required: (name) =>
    ['define', 'element', 'events', 'messages', 'styles'].map((role) => `${name}.${role}.ts`),
  // `view` is what the element imports after its first paint.
  roles: ['api', 'define', 'element', 'events', 'messages', 'state', 'styles', 'view'],
  // `api/` where the calls are too many for one file.
  folders: ['api', 'controllers', 'messages', 'model', 'parts', 'testing'],
};

export const featureShape: Shape = {
  home: 'server/features',
  required: () => ['index.ts'],
  roles: ['contract', 'errors', 'jobs', 'model', 'repository', 'routes'],
  folders: ['datasets', 'oauth', 'templates', 'testing'],
};

/** What is not as it should be in the folder `name` that holds these files (paths from the folder). */
export function deviations(shape: Shape, name: string, files: string[]): string[] {
  const found = files.filter((path) => !path.includes('/'));
  const folders = [
    ...new Set(files.filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? '')),
  ];
  return [
    ...shape
      .required(name)
      .filter((file) => !found.includes(file))
      .map((file) => `${file} is missing`),
    ...found.flatMap((file) => deviationOfFile(shape, name, file)),
    ...folders
      .filter((folder) => !shape.folders.includes(folder))
      .map((folder) => `${folder}/ is no folder of this shape`),
  ];
}

function deviationOfFile(shape: Shape, name: string, file: string): string[] {
  const [stem = '', ...endings] = file.replace(/\.ts$/, '').split('.');
  const roles = endings.filter((ending) => !['test', 'unit', 'db', 'system'].includes(ending));
  const [role] = roles;
  try {
    nameOf(stem);
  } catch {
    return [`${file} is not named in kebab-case`];
  }
  if (role === undefined) return [];
  if (roles.length > 1 || !shape.roles.includes(role)) return [`${file} names no role of this shape`];
  if (shape === widgetShape && stem !== name) return [`${file} is not named by its widget`];
  return [];
}

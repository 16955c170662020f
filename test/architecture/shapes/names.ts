/** The forms of one kebab-case name that file names, code and text need. */
export type Name = { kebab: string; camel: string; pascal: string; words: string; snake: string };

/** @throws Error for a name that is not kebab-case */
export function nameOf(kebab: string): Name {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(kebab)) {
    throw new Error(`"${kebab}" is no name for a folder: write it in kebab-case, such as contract-viewer.`);
  }
  const pascal = kebab.replaceAll(/(^|-)([a-z0-9])/g, (_match, _dash, letter: string) =>
    letter.toUpperCase(),
  );
  const words = kebab.replaceAll('-', ' ');
  return {
    kebab,
    pascal,
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    words: words.charAt(0).toUpperCase() + words.slice(1),
    snake: kebab.replaceAll('-', '_'),
  };
}

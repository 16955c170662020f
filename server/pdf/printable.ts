/**
 * The built-in fonts of PDF know the WinAnsi characters only. Text comes from other systems, so whatever they cannot
 * draw is replaced, never thrown at: accents fall away, exotic spaces and dashes become plain ones, the rest is `?`.
 */
export function printable(text: string, drawable: ReadonlySet<number>): string {
  let result = '';
  for (const character of text.normalize('NFC')) {
    if (drawable.has(character.codePointAt(0) ?? 0)) result += character;
    else result += substitute(character, drawable);
  }
  return result;
}

const lookAlikes: Record<string, string> = {
  '\u2212': '-',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2043': '-',
};

function substitute(character: string, drawable: ReadonlySet<number>): string {
  const alike = lookAlikes[character];
  if (alike) return alike;
  // Marks that join or steer other characters have no shape of their own (also those that reverse reading direction).
  if (/[\p{Cf}\p{Mn}\p{Me}]/u.test(character)) return '';
  if (/[\s\p{Cc}]/u.test(character)) return ' ';
  const plain = character.normalize('NFKD').replace(/\p{Mn}/gu, '');
  const fits = plain !== '' && [...plain].every((part) => drawable.has(part.codePointAt(0) ?? 0));
  return fits ? plain : '?';
}

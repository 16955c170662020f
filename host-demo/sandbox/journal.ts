import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * An append-only file of JSON lines, so that a vendor's memory outlives the process.
 * A vendor that forgets payments at every restart would make its customers look wrong.
 */
export type Journal<Entry> = {
  append(entry: Entry): void;
  /** Replaces everything written so far; also how a long journal is shortened. */
  rewrite(entries: Iterable<Entry>): void;
};

/** Opens the journal and hands each stored entry to `replay`; with no path nothing is kept. */
export function openJournal<Entry>(path: string | undefined, replay: (entry: Entry) => void): Journal<Entry> {
  if (path === undefined) return { append: () => undefined, rewrite: () => undefined };
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path)) readEntries(path, replay);
  return {
    append: (entry) => appendFileSync(path, `${JSON.stringify(entry)}\n`),
    rewrite: (entries) => {
      const staging = `${path}.next`;
      writeFileSync(staging, '');
      for (const entry of entries) appendFileSync(staging, `${JSON.stringify(entry)}\n`);
      renameSync(staging, path);
    },
  };
}

function readEntries<Entry>(path: string, replay: (entry: Entry) => void): void {
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    let entry: Entry;
    try {
      entry = JSON.parse(line);
    } catch {
      // A kill can cut the last line short; what was cut was never answered.
      continue;
    }
    replay(entry);
  }
}

import { version } from 'uuid';
import { describe, expect, it } from 'vitest';
import { createIds } from './ids.ts';

const timeOf = (id: string): number => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

describe('identifiers', () => {
  it('differ and count upwards, however many one millisecond makes', () => {
    const ids = createIds(() => 1_790_000_000_000);
    const made = Array.from({ length: 5_000 }, () => ids.next());
    expect(new Set(made).size).toBe(made.length);
    expect([...made].sort()).toEqual(made);
    expect(made.every((id) => version(id) === 7 && timeOf(id) === 1_790_000_000_000)).toBe(true);
  });

  it('go on counting when the clock is set back', () => {
    const clock = [1_790_000_000_500, 1_790_000_000_100, 1_790_000_000_501];
    const ids = createIds(() => clock.shift() ?? 0);
    const made = [ids.next(), ids.next(), ids.next()];
    expect([...made].sort()).toEqual(made);
    expect(made.map(timeOf)).toEqual([1_790_000_000_500, 1_790_000_000_500, 1_790_000_000_501]);
  });

  it('are not the same in two processes', () => {
    const now = () => 1_790_000_000_000;
    expect(createIds(now).next()).not.toBe(createIds(now).next());
  });
});

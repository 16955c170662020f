import { describe, expect, it } from 'vitest';
import { inPortions } from './in-portions.ts';

function* numbers(count: number, onEach: (n: number) => void = () => {}): Generator<number> {
  for (let n = 0; n < count; n += 1) {
    onEach(n);
    yield n;
  }
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('what is written in portions', () => {
  it.each([0, 1, 19_999, 20_000, 20_001, 60_000])(
    'is all there and in order: %i of them, one portion after the other',
    async (count) => {
      const written: number[] = [];
      let writing = 0;
      await inPortions(numbers(count), async (portion) => {
        expect(portion.length).toBeGreaterThan(0);
        writing += 1;
        expect(writing).toBe(1);
        await aMoment();
        written.push(...portion);
        writing -= 1;
      });
      expect(written).toEqual([...numbers(count)]);
    },
  );

  it('is worked out while the portion before is written', async () => {
    let made = 0;
    const madeAtEnd: number[] = [];
    await inPortions(
      numbers(60_000, (n) => {
        made = n + 1;
      }),
      async () => {
        await aMoment();
        madeAtEnd.push(made);
      },
    );
    expect(madeAtEnd[0]).toBeGreaterThan(20_000);
  });

  it('leaves their turn to others that wait in the process', async () => {
    let turns = 0;
    const waiting = setInterval(() => {
      turns += 1;
    }, 0);
    await inPortions(
      numbers(20_000, () => {
        const until = performance.now() + 0.002;
        while (performance.now() < until);
      }),
      async () => {},
    );
    clearInterval(waiting);
    expect(turns).toBeGreaterThan(5);
  });

  it('ends with the reason of the first portion that could not be written, and writes none after it', async () => {
    const begun: number[] = [];
    const refused = inPortions(numbers(100_000), async ([first = -1]) => {
      begun.push(first);
      await aMoment();
      if (first === 20_000) throw new Error('no room');
    });
    await expect(refused).rejects.toThrow('no room');
    expect(begun).toEqual([0, 20_000]);
  });

  it('ends with the reason why no more could be worked out, after the portion that is being written', async () => {
    let isWriting = false;
    const refused = inPortions(
      numbers(50_000, (n) => {
        if (n === 30_000) throw new Error('not a line');
      }),
      async () => {
        isWriting = true;
        await aMoment();
        isWriting = false;
      },
    );
    await expect(refused).rejects.toThrow('not a line');
    expect(isWriting).toBe(false);
  });
});

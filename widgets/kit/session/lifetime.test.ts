import { expect } from '@open-wc/testing';
import { lifeOf, renewAfter } from './lifetime.ts';

const serverNow = Date.parse('2026-03-03T01:00:00Z');
const expiresAt = '2026-03-03T01:10:00Z';
const minute = 60_000;

describe('the life of a token', () => {
  it('does not depend on a clock that is five minutes off', () => {
    for (const skew of [-5 * minute, 0, 5 * minute]) {
      expect(lifeOf({ expiresAt }, new Date(serverNow).toUTCString(), serverNow + skew)).to.equal(
        10 * minute,
      );
      expect(lifeOf({ expiresIn: 600, expiresAt }, null, serverNow + skew)).to.equal(10 * minute);
    }
  });

  it('stays within what a server can mean when nothing but this clock is known', () => {
    expect(lifeOf({ expiresAt }, null, serverNow - 5 * minute)).to.equal(10 * minute);
    expect(lifeOf({ expiresAt }, null, serverNow + 5 * minute)).to.equal(5 * minute);
    expect(lifeOf({ expiresAt }, null, serverNow + 60 * minute)).to.equal(5_000);
    expect(lifeOf({ expiresAt: 'soon' }, null)).to.equal(minute);
  });

  it('is renewed before four fifths of it', () => {
    for (const random of [0, 0.5, 1]) {
      const after = renewAfter(600_000, () => random);
      expect(after).to.be.within(420_000, 480_000);
    }
  });
});

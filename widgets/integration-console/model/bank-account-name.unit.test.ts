import { describe, expect, it } from 'vitest';
import { bankAccountName } from './bank-account-name.ts';

describe('the name of a bank account', () => {
  it.each([
    ['062000', '062-000 •••788'],
    ['062-000', '062-000 •••788'],
    ['BOFAUS3N', 'BOFAUS3N •••788'],
    [null, '•••788'],
  ])('BSB %s', (bsb, name) => {
    expect(bankAccountName({ bsb, numberMasked: '•••788' })).toBe(name);
  });
});

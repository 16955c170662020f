import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://owner:secret@db/foyer',
  PUBLIC_URL: 'https://portal.contractor.example',
  MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
  STRIPE_SECRET_KEY: 'sk_live_x',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_x',
  STRIPE_WEBHOOK_SECRET: 'whsec_x',
  SMTP_URL: 'smtp://mail.contractor.example',
  SUPPLIER_NAME: 'Contractor Pty Ltd',
  SUPPLIER_ABN: '51824753556',
};
const railsOf = (more: Record<string, string> = {}) => readConfig({ ...production, ...more }).rails;

describe('rails by bank', () => {
  it('S60 are not offered in production without a biller and an account: nobody pays into a stand-in', () => {
    const { limits, biller, account } = railsOf();
    expect({ biller, account }).toEqual({ biller: null, account: null });
    expect(Object.keys(limits).sort()).toEqual(['becs', 'card', 'payto']);
    // Half an account is none.
    expect(railsOf({ BANK_BSB: '082001' })).toMatchObject({ account: null });
  });

  it('are offered with what the contractor has', () => {
    const { limits, biller, account } = railsOf({
      BPAY_BILLER_CODE: '123456',
      BANK_BSB: '082001',
      BANK_ACCOUNT_NUMBER: '12345678',
    });
    expect(biller).toEqual({ code: '123456', checkDigit: 'MOD10V01' });
    expect(account).toEqual({ name: 'Contractor Pty Ltd', bsb: '082001', accountNumber: '12345678' });
    expect(Object.keys(limits).sort()).toEqual(['becs', 'bpay', 'card', 'eft', 'payto']);
  });

  it('have the sandbox’s bank elsewhere', () => {
    const { biller, account } = readConfig({ DATABASE_URL: production.DATABASE_URL }).rails;
    expect([biller?.code, account?.accountNumber]).toEqual(['374512', '10457788']);
  });
});

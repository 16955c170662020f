import type { Demonstration } from '../demonstration.ts';

type Bpay = { kind: 'bpay'; billerCode: string; reference: string; amountCents: number; payerName?: string };
type Transfer = { kind: 'eft'; amountCents: number; description?: string; payerName?: string };

export type StatementFile = { name: string; mimeType: string; buffer: Buffer };

/** The bank of the sandbox: what is paid there, and its statement of the day as a file. */
export class SandboxBank {
  private readonly url: string;

  constructor({ sandbox }: Pick<Demonstration, 'sandbox'>) {
    this.url = `${sandbox}/bank`;
  }

  async pay(order: Bpay | Transfer): Promise<void> {
    const { settings } = await this.read();
    const account = { bsb: settings.bsb, accountNumber: settings.accountNumber };
    const answer = await fetch(`${this.url}/payments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order.kind === 'eft' ? { ...account, ...order } : order),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** Stripe pays out everything that it holds. Returns how much came, in cents. */
  async takePayoutOfStripe(): Promise<number> {
    const answer = await fetch(`${this.url}/payouts/stripe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    if (!answer.ok) throw new Error(await answer.text());
    return ((await answer.json()) as { amountCents: number }).amountCents;
  }

  /** The statement of the day of the newest entry. */
  async statement(fault: 'none' | 'truncated' | 'wrong_closing' = 'none'): Promise<StatementFile> {
    const day = (await this.read()).items.at(-1)?.bookedOn;
    const answer = await fetch(`${this.url}/statement?day=${day}&format=camt053-08&fault=${fault}`);
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return { name: `statement-${day}.xml`, mimeType: 'text/xml', buffer: Buffer.from(text) };
  }

  private async read() {
    return (await (await fetch(`${this.url}/entries`)).json()) as {
      items: { bookedOn: string }[];
      settings: { bsb: string; accountNumber: string };
    };
  }
}

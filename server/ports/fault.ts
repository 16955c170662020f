import { type FaultCode, faultCodes } from './fault-codes.ts';

export type FaultDetail = { path: string; code: string; message: string };

/** Something the caller must hear of. Features make theirs in `<cap>.errors.ts`; one door turns them into answers. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly status: number;
  readonly errors: FaultDetail[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: FaultCode,
    detail?: string,
    more: { errors?: FaultDetail[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(detail ?? faultCodes[code].title, { cause: more.cause });
    this.code = code;
    this.status = faultCodes[code].status;
    this.errors = more.errors;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** Also the answer for what belongs to another client: the two must not differ. */
export const notFound = (): Fault => new Fault('not_found');

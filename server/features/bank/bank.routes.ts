import { z } from '@hono/zod-openapi';
import { ctxOf, endpoint, json, newRouter } from '../../http/endpoint.ts';
import { id, pageQuery } from '../../http/wire.ts';
import {
  bankAccount,
  bankAccounts,
  bankCandidates,
  bankImport,
  bankLine,
  bankLinePage,
  bankLineQuery,
  bankStatement,
  bankStatementPage,
  candidateQuery,
  confirmRequest,
  payerAccount,
  periodLockRequest,
  reasonRequest,
} from './bank.contract.ts';
import { fileTooLarge, notAFile } from './bank.errors.ts';
import { confirmLine } from './confirm-line.ts';
import { excludeLine, unmatchLine } from './decide-line.ts';
import { findCandidates } from './find-candidates.ts';
import { type ImportDeps, importStatements } from './import-statements.ts';
import { listBankAccounts, listStatementLines, listStatements, showStatement } from './list-statements.ts';
import { lockPeriod } from './lock-period.ts';
import { revealPayer } from './reveal-payer.ts';
import { showLine } from './show-line.ts';

const params = z.object({ id });
/** The largest statement file that is read: 100,000 entries of the wordiest format, camt.053, are 67 MB. */
export const maxStatementBytes = 96 * 1024 * 1024;
/** No form of another page can send one of these and the header that every change needs. */
const fileTypes = /^(application\/(octet-stream|xml|x-ofx)|text\/(xml|csv|plain))\b/i;
const file = { schema: z.string().openapi({ format: 'binary' }) };

const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
});

/** For the contractor's own people: what its bank says, and whose money each line is. */
export const bankRoutes = (deps: ImportDeps) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/bank-statements',
      access: 'bank:manage',
      summary: "Import a bank's statement file",
      description:
        'camt.053 (.02 to .08), BAI2, OFX 1 and 2, or CSV as CBA, Westpac, NAB and ANZ write it; recognised by its content, at most 96 MB. ' +
        'The same file again answers what became of it the first time. A file that does not foot is kept in quarantine and books nothing. ' +
        'A large file is matched and booked after the answer: read the statement again to see how far it is.',
      request: {
        body: {
          required: true,
          content: {
            'application/octet-stream': file,
            'text/xml': file,
            'text/csv': file,
            'text/plain': file,
          },
        },
      },
      responses: { 200: json(bankImport, 'What became of the file') },
    }),
    async (c) => {
      if (!fileTypes.test(c.req.header('content-type') ?? '')) throw notAFile();
      const bytes = await readCapped(c.req.raw);
      return c.json(await importStatements({ ctx: ctxOf(c), deps, input: { bytes } }), 200);
    },
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/bank-statements',
      access: 'bank:manage',
      summary: 'Bank statements, the newest import first',
      request: { query: pageQuery },
      responses: { 200: json(bankStatementPage, 'A page of statements with their progress') },
      problems: ['invalid_cursor'],
    }),
    async (c) => c.json(await listStatements({ ctx: ctxOf(c), deps, input: c.req.valid('query') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/bank-statements/{id}',
      access: 'bank:manage',
      summary: 'A bank statement with its progress',
      request: { params },
      responses: { 200: json(bankStatement, 'The statement') },
      problems: ['not_found'],
    }),
    async (c) => c.json(await showStatement({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/bank-statements/{id}/lines',
      access: 'bank:manage',
      summary: "A bank statement's lines and what each was found to be",
      request: { params, query: bankLineQuery },
      responses: { 200: json(bankLinePage, 'A page of lines in their order') },
      problems: ['not_found', 'invalid_cursor'],
    }),
    async (c) => {
      const input = { ...c.req.valid('query'), ...c.req.valid('param') };
      return c.json(await listStatementLines({ ctx: ctxOf(c), deps, input }), 200);
    },
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/bank-lines/{id}/candidates',
      access: 'bank:manage',
      summary: 'What a bank line may be, the likeliest first',
      request: { params, query: candidateQuery },
      responses: { 200: json(bankCandidates, 'Invoices and waiting payments') },
      problems: ['not_found'],
    }),
    async (c) => {
      const input = { ...c.req.valid('query'), ...c.req.valid('param') };
      return c.json(await findCandidates({ ctx: ctxOf(c), deps, input }), 200);
    },
  );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/bank-lines/{id}/confirm',
      access: 'bank:manage',
      summary: 'Say whose money a bank line is, and book it',
      request: { params, body: body(confirmRequest) },
      responses: { 200: json(bankLine, 'The line as it stands now') },
      problems: [
        'not_found',
        'bank_line_decided',
        'period_locked',
        'allocation_mismatch',
        'amount_above_balance',
        'invoice_not_payable',
      ],
    }),
    async (c) => {
      const input = { ...c.req.valid('json'), ...c.req.valid('param') };
      await confirmLine({ ctx: ctxOf(c), deps, input });
      return c.json(await showLine({ ctx: ctxOf(c), deps, input }), 200);
    },
  );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/bank-lines/{id}/exclude',
      access: 'bank:manage',
      summary: "Leave out a bank line that is no client's money",
      request: { params, body: body(reasonRequest) },
      responses: { 200: json(bankLine, 'The line as it stands now') },
      problems: ['not_found', 'bank_line_decided', 'period_locked'],
    }),
    async (c) => {
      const input = { ...c.req.valid('json'), ...c.req.valid('param') };
      await excludeLine({ ctx: ctxOf(c), deps, input });
      return c.json(await showLine({ ctx: ctxOf(c), deps, input }), 200);
    },
  );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/bank-lines/{id}/unmatch',
      access: 'bank:manage',
      summary: 'Take the decision about a bank line back',
      description: 'What was booked is taken out of the ledger by a reversal; nothing is deleted.',
      request: { params, body: body(reasonRequest) },
      responses: { 200: json(bankLine, 'The line as it stands now') },
      problems: ['not_found', 'bank_line_decided', 'period_locked'],
    }),
    async (c) => {
      const input = { ...c.req.valid('json'), ...c.req.valid('param') };
      await unmatchLine({ ctx: ctxOf(c), deps, input });
      return c.json(await showLine({ ctx: ctxOf(c), deps, input }), 200);
    },
  );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/bank-lines/{id}/payer-account',
      access: 'bank:manage',
      stepUp: true,
      summary: "Show the whole number of a payer's account",
      description: 'Everywhere else only its last digits are shown. Each answer is in the audit log.',
      request: { params },
      responses: { 200: json(payerAccount, 'The account') },
      problems: ['not_found'],
    }),
    async (c) => c.json(await revealPayer({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/bank-accounts',
      access: 'bank:manage',
      summary: "The contractor's bank accounts",
      responses: { 200: json(bankAccounts, 'Accounts, each with the day that it is locked through') },
    }),
    async (c) => c.json(await listBankAccounts({ ctx: ctxOf(c), deps }), 200),
  );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/bank-accounts/{id}/period-locks',
      access: 'bank:manage',
      summary: 'Close a period: nothing of the account changes up to that day',
      request: { params, body: body(periodLockRequest) },
      responses: { 200: json(bankAccount, 'The account') },
      problems: ['not_found', 'bank_lines_undecided'],
    }),
    async (c) => {
      const input = { ...c.req.valid('json'), ...c.req.valid('param') };
      return c.json(await lockPeriod({ ctx: ctxOf(c), deps, input }), 200);
    },
  );
  return router;
};

async function readCapped(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxStatementBytes) throw fileTooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > maxStatementBytes) throw fileTooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

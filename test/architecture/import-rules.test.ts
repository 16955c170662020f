import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

type Planted = [rule: string, from: string, to: string, statement?: string];

/** One import against each rule: a check that finds nothing may be blind. */
const violations: Planted[] = [
  ['resolvable', 'server/app.ts', 'server/nowhere.ts'],
  ['no-test-in-product', 'server/http/problem.ts', 'test/support/database.ts'],
  [
    'widgets-read-contracts',
    'widgets/invoice-pay/invoice-pay.api.ts',
    'server/features/invoices/list.ts',
    'import type',
  ],
  [
    'widgets-read-types',
    'widgets/invoice-pay/invoice-pay.state.ts',
    'server/features/invoices/invoices.contract.ts',
  ],
  ['widgets-apart', 'widgets/invoice-pay/parts/row.ts', 'widgets/staff-roster/parts/row.ts'],
  ['kit-is-the-floor', 'widgets/kit/money.ts', 'widgets/invoice-pay/invoice-pay.state.ts'],
  ['server-without-widgets', 'server/app.ts', 'widgets/kit/money.ts', 'import type'],
  ['hosts-from-outside', 'host-demo/intranet/main.ts', 'widgets/kit/money.ts'],
  ['main-composes', 'server/main.ts', 'server/db/db.ts'],
  ['adapters-are-composed', 'server/features/payments/pay.ts', 'server/integrations/stripe/gateway.ts'],
  ['adapters-know-ports', 'server/integrations/stripe/gateway.ts', 'server/db/db.ts'],
  [
    'features-by-their-face',
    'server/features/payments/pay.ts',
    'server/features/invoices/invoices.repository.ts',
  ],
  [
    'routes-are-adapters',
    'server/features/payments/payments.routes.ts',
    'server/features/payments/payments.repository.ts',
  ],
  ['rules-without-web', 'server/features/payments/refund.ts', 'server/http/problem.ts'],
  ['sql-in-repositories', 'server/features/payments/list.ts', 'node_modules/postgres'],
  [
    'repositories-know-the-database',
    'server/features/payments/payments.repository.ts',
    'server/jobs/queue.ts',
  ],
  ['models-are-pure', 'server/features/payments/payments.model.ts', 'server/db/db.ts'],
  ['ports-are-types', 'server/ports/mailer.ts', 'server/db/db.ts'],
  ['database-below', 'server/db/tables.ts', 'server/features/payments/payments.model.ts', 'import type'],
  ['web-below', 'server/http/session.ts', 'server/features/payments/payments.model.ts'],
  ['only-stripe', 'server/features/payments/card.ts', 'node_modules/stripe', 'import type'],
];

/** What is allowed must stay so: imports of types where types may be read, and the way down. */
const allowed: Planted[] = [
  [
    '',
    'widgets/staff-roster/staff-roster.api.ts',
    'server/features/people/people.contract.ts',
    'import type',
  ],
  ['', 'widgets/staff-roster/staff-roster.element.ts', 'widgets/kit/money.ts'],
  ['', 'server/features/people/people.routes.ts', 'server/features/people/list-staff.ts'],
  ['', 'server/features/people/list-staff.ts', 'server/features/people/people.repository.ts'],
  ['', 'server/features/people/people.repository.ts', 'server/db/db.ts', 'import type'],
  ['', 'server/features/people/list-staff.ts', 'server/features/sites/index.ts'],
  ['', 'server/integrations/linksafe/attendance.ts', 'server/ports/clock.ts', 'import type'],
];

let folder: string;
let found: { rule: string; from: string }[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-rules-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const name of ['tsconfig.json', 'package.json']) symlinkSync(join(root, name), join(folder, name));
  for (const [, from, to, statement] of [...violations, ...allowed]) plant(from, to, statement);
  plantCycle();
  found = cruise();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text, { flag: 'a' });
}

function plant(from: string, to: string, statement = 'import'): void {
  const isPackage = to.startsWith('node_modules/');
  const target = isPackage
    ? to.replace('node_modules/', '')
    : `${'../'.repeat(from.split('/').length - 1)}${to}`;
  write(
    from,
    `${statement} { a } from '${target.startsWith('.') || isPackage ? target : `./${target}`}';\nexport const b = a;\n`,
  );
  if (!isPackage && !to.includes('nowhere')) write(to, '');
}

function plantCycle(): void {
  write('server/realtime/one.ts', "import { two } from './two.ts';\nexport const one = two;\n");
  write('server/realtime/two.ts', "import { one } from './one.ts';\nexport const two = one;\n");
}

function cruise(): { rule: string; from: string }[] {
  const program = join(root, 'node_modules', '.bin', 'depcruise');
  const config = join(root, '.dependency-cruiser.cjs');
  const args = ['--config', config, '--output-type', 'json', 'server', 'widgets', 'host-demo', 'test'];
  const { summary } = JSON.parse(
    execFileSync(program, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
  ) as { summary: { violations: { rule: { name: string }; from: string }[] } };
  return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
}

describe('who may import whom', () => {
  test.each(violations)('%s is seen', (rule, from) => {
    expect(found).toContainEqual({ rule, from });
  });

  test('a cycle is seen', () => {
    expect(found.map(({ rule }) => rule)).toContain('no-cycle');
  });

  test.each(allowed)('allowed: %s%s -> %s', (_rule, from) => {
    const planted = violations.map(([, path]) => path);
    expect(planted).not.toContain(from);
    expect(found.filter((violation) => violation.from === from)).toEqual([]);
  });
});

import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Sql } from 'postgres';

const run = promisify(execFile);

/**
 * The fastest that the database itself can be asked for a page: one prepared call that says who is asking and builds
 * the JSON, under the app's role and its policies.
 *
 * @returns measures calls per second for this long; null where pgbench is not installed
 */
export async function preparePgbench(
  { superuser, appUrl, folder }: { superuser: Sql; appUrl: string; folder: string },
  clientId: string,
  connections: number,
): Promise<((seconds: number) => Promise<number>) | null> {
  const found = await run('pgbench', ['--version']).catch(() => null);
  if (!found) return null;
  await superuser.unsafe(`
    create or replace function bench_page(client uuid) returns text language plpgsql as $$
    begin
      perform set_config('app.client_id', client::text, true), set_config('app.capabilities', 'invoices:read', true),
        set_config('app.sites', 'all', true), set_config('app.user_id', '', true), set_config('app.valid_until', '', true), set_config('app.house', '', true);
      return (select json_agg(json_build_object('id', i.id, 'number', i.number, 'issuedOn', i.issued_on, 'dueOn', i.due_on,
          'totalCents', i.total_cents, 'allocatedCents', i.allocated_cents, 'balanceCents', i.total_cents - i.allocated_cents,
          'status', app.invoice_status(i.standing, i.total_cents, i.allocated_cents), 'poNumber', i.po_number,
          'contractNumber', i.contract_number, 'version', i.version,
          'sites', (select json_agg(json_build_object('id', s.id, 'code', s.code, 'name', s.name) order by s.code)
            from site s where s.client_id = i.client_id and s.id = any(i.site_ids))))::text
        from (select * from invoice where client_id = client order by issued_on desc, id desc limit 50) i);
    end $$`);
  const script = join(folder, 'page.sql');
  writeFileSync(script, `select bench_page('${clientId}');\n`);
  const url = new URL(appUrl);
  const options = [
    '-n',
    '-M',
    'prepared',
    '-f',
    script,
    '-c',
    String(connections),
    '-j',
    '2',
    '-h',
    url.hostname,
    '-p',
    url.port,
  ];
  return async (seconds) => {
    const { stdout } = await run(
      'pgbench',
      [...options, '-T', String(seconds), '-U', url.username, url.pathname.slice(1)],
      { env: { ...process.env, PGPASSWORD: decodeURIComponent(url.password) } },
    );
    return Number(/tps = ([\d.]+) \(without/.exec(stdout)?.[1]);
  };
}

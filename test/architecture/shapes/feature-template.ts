import { nameOf } from './names.ts';

/** A capability with one list: paths from the project's folder, and their text. */
export function featureFiles(kebab: string): Record<string, string> {
  const { pascal, camel, words, snake } = nameOf(kebab);
  const at = (file: string) => `server/features/${kebab}/${file}.ts`;
  return {
    [at('index')]: `export { ${camel}Routes } from './${kebab}.routes.ts';
`,
    [at(`${kebab}.contract`)]: `import { z } from '@hono/zod-openapi';
import { id, pageOf } from '../../http/wire.ts';

export const ${camel}Item = z.object({ id }).openapi('${pascal}Item');
export const ${camel}Page = pageOf(${camel}Item).openapi('${pascal}Page');

export type ${pascal}Page = z.infer<typeof ${camel}Page>;
`,
    [at(`${kebab}.routes`)]: `import { ctxOf, endpoint, json, newRouter } from '../../http/endpoint.ts';
import type { Deps } from '../../ports/deps.ts';
import { ${camel}Page } from './${kebab}.contract.ts';
import { list${pascal} } from './list-${kebab}.ts';

export const ${camel}Routes = (deps: Pick<Deps, 'db' | 'clock'>) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/${kebab}',
      access: 'signed-in',
      summary: '${words}',
      responses: { 200: json(${camel}Page, 'A page') },
    }),
    async (c) => c.json(await list${pascal}({ ctx: ctxOf(c), deps }), 200),
  );
  return router;
};
`,
    [at(`list-${kebab}`)]: `import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import type { ${pascal}Page } from './${kebab}.contract.ts';
import { inOrder } from './${kebab}.model.ts';
import { select${pascal} } from './${kebab}.repository.ts';

export async function list${pascal}({
  ctx,
  deps,
}: {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock'>;
}): Promise<${pascal}Page> {
  const rows = await deps.db.read(ctx.scope, (tx) => select${pascal}(tx, ctx.scope.clientId));
  return { items: inOrder(rows), nextCursor: null, asOf: deps.clock.now().toISOString() };
}
`,
    [at(`${kebab}.repository`)]: `import type { Tx } from '../../db/db.ts';

/** The client stands in every WHERE, though row-level security would hold without it. */
export const select${pascal} = (tx: Tx, clientId: string | null) =>
  tx<{ id: string }[]>\`select id from ${snake} where client_id = \${clientId} limit 200\`;
`,
    [at(`${kebab}.model`)]: `/** Ids are in the order of their making: UUID version 7. */
export const inOrder = <Item extends { id: string }>(items: readonly Item[]): Item[] =>
  items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
`,
    [at(`${kebab}.model.test`)]: `import { expect, test } from 'vitest';
import { inOrder } from './${kebab}.model.ts';

test('the oldest comes first', () => {
  expect(inOrder([{ id: 'b' }, { id: 'a' }])).toEqual([{ id: 'a' }, { id: 'b' }]);
});
`,
  };
}

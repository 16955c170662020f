import type { Db, Tx } from '../../server/db/db.ts';

/** A database that counts what is asked of it in `write` and `read`; a fragment inside of a statement counts too. */
export function countStatements(db: Db): { db: Db; counted(): number } {
  let count = 0;
  const counting = (tx: Tx): Tx =>
    new Proxy(tx, {
      apply(target, self, args: Parameters<Tx>) {
        const isTemplate = Array.isArray(args[0]) && 'raw' in args[0];
        if (isTemplate) count += 1;
        return Reflect.apply(target, self, args);
      },
    });
  return {
    db: {
      ...db,
      read: (scope, work) => db.read(scope, (tx) => work(counting(tx))),
      write: (scope, work) => db.write(scope, (tx) => work(counting(tx))),
    },
    counted: () => count,
  };
}

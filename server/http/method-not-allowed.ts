import type { NotFoundHandler } from 'hono';
import { Fault } from '../ports/fault.ts';
import type { Environment } from './environment.ts';
import { problemResponse } from './problem.ts';

type Route = { method: string; path: string };

/** 405 with the methods that are offered when the path exists, 404 when it does not. */
export function notFoundHandler(routes: readonly Route[]): NotFoundHandler<Environment> {
  const known = routes.map(({ method, path }) => ({
    method: method.toUpperCase(),
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+').replaceAll('.', '\\.')}$`),
  }));
  return (c) => {
    const offered = [
      ...new Set(known.filter((route) => route.pattern.test(c.req.path)).map((route) => route.method)),
    ];
    if (offered.length === 0 || offered.includes(c.req.method))
      return problemResponse(c, new Fault('not_found'));
    c.header('allow', offered.join(', '));
    return problemResponse(c, new Fault('method_not_allowed'));
  };
}

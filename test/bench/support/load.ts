import { Child } from './child.ts';

export type Load = {
  port: number;
  /** Whole HTTP/1.1 requests. For a time: in turn, over and over. Without one: each once. */
  requests: readonly string[];
  connections: number;
  seconds?: number;
};

export type LoadResult = {
  count: number;
  perSecond: number;
  /** Milliseconds from sending a request to the last byte of its answer. */
  p50: number;
  p99: number;
  mean: number;
  statuses: Record<string, number>;
  bytes: number;
};

export type LoadDriver = { drive(load: Load): Promise<LoadResult>; stop(): Promise<void> };

/** Sends requests from a process of its own, one at a time on each connection. */
export async function startLoadDriver(): Promise<LoadDriver> {
  const child = await Child.start('load');
  return {
    async drive(load) {
      const result = await child.ask<LoadResult>(load);
      const refused = Object.keys(result.statuses).filter((status) => !status.startsWith('2'));
      if (refused.length > 0) throw new Error(`the load was answered ${JSON.stringify(result.statuses)}`);
      return result;
    },
    stop: () => child.stop(),
  };
}

/** One HTTP/1.1 request as it goes over the wire. */
export function requestText(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): string {
  const length = body
    ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
    : {};
  const lines = Object.entries({ host: 'localhost', accept: 'application/json', ...headers, ...length });
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

/** The middle one by rate: a neighbour's burst on the machine spoils one round, not the figure. */
export function middle(results: readonly LoadResult[]): LoadResult {
  const sorted = [...results].sort((a, b) => a.perSecond - b.perSecond);
  const found = sorted[Math.floor(sorted.length / 2)];
  if (!found) throw new Error('no round was measured');
  return found;
}

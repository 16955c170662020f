import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type PartState = 'ok' | 'degraded' | 'down';

export type Metrics = {
  request(route: string, method: string, status: number, seconds: number): void;
  /** Counts something that operations watch: `webhook_refused`, `job_failed`. */
  count(name: string, labels?: Record<string, string>): void;
  gauge(name: string, read: () => number | Promise<number>): void;
  /** The health of a part that people depend on, as last seen. */
  part(name: string, state: PartState): void;
  parts(): { name: string; state: PartState }[];
  text(): Promise<string>;
};

/** Times and errors by route, never by client or person: a metric is no place for a name. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'foyer_http_request_seconds',
    help: 'Time to answer',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  const events = new Counter({
    name: 'foyer_events_total',
    help: 'Things that operations watch',
    labelNames: ['name', 'detail'],
    registers: [registry],
  });
  const parts = new Map<string, PartState>();
  return {
    request: (route, method, status, seconds) =>
      requests.labels(route, method, String(status)).observe(seconds),
    count: (name, labels) => events.labels(name, labels?.detail ?? '').inc(),
    gauge(name, read) {
      new Gauge({
        name: `foyer_${name}`,
        help: name,
        registers: [registry],
        async collect() {
          this.set(await read());
        },
      });
    },
    part: (name, state) => void parts.set(name, state),
    parts: () => [...parts].map(([name, state]) => ({ name, state })),
    text: () => registry.metrics(),
  };
}

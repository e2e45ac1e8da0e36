import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The figures of one server for Prometheus; names and labels hold no personal data. */
export interface Metrics {
  readonly registry: Registry;
  readonly refusals: Counter<'code'>;
  readonly auditSequence: Gauge;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'zhunsheng_' });
  const registers = [registry];
  return {
    registry,
    refusals: new Counter({
      name: 'zhunsheng_refusals_total',
      help: 'Refused requests',
      labelNames: ['code'],
      registers,
    }),
    auditSequence: new Gauge({ name: 'zhunsheng_audit_sequence', help: 'Sealed audit entries', registers }),
  };
}

/** Serves `/metrics` to the addresses that may read it, and measures every request by its route. */
export function addMetrics(app: FastifyInstance, { registry }: Metrics, from: readonly string[]): void {
  const seconds = new Histogram({
    name: 'zhunsheng_request_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', async (request, reply) => {
    if (!from.includes(request.ip)) return reply.callNotFound();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';

/** Counts each answer by its route, never by its address: ids would make endless series. */
export function followRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.countRequest(route, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
}

import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';

/**
 * Counts each answer by its route, never by its address: ids would make endless series. A sender that goes away is
 * no bug, also when a library has taken its listener away before Node tells it.
 */
export function followRequests(app: FastifyInstance, metrics: Metrics): void {
  app.server.on('request', (request) => {
    request.on('error', () => undefined);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.countRequest(route, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
}

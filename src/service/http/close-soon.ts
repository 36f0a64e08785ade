import type { FastifyInstance } from 'fastify';

/** What is being answered when the service closes gets this long to end. */
const graceMs = 10_000;

/** Lets requests that are under way end, then drops every connection: an idle client must not hold the service up. */
export function closeSoon(app: FastifyInstance): void {
  let openCount = 0;
  let isClosing = false;
  const dropWhenDone = () => {
    if (isClosing && openCount === 0) app.server.closeAllConnections();
  };
  app.server.on('request', (_request, response) => {
    openCount += 1;
    response.on('close', () => {
      openCount -= 1;
      dropWhenDone();
    });
  });
  app.addHook('preClose', (done) => {
    isClosing = true;
    setTimeout(() => app.server.closeAllConnections(), graceMs).unref();
    // By then the server takes no new connections.
    setImmediate(dropWhenDone);
    done();
  });
}

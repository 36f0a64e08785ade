import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { answerError } from './error-handler.ts';
import { problemBody, type ProblemCode, statusOf } from './problems.ts';

const codes: Readonly<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'timed-out',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/** Answers what never became a request: too slow, too large or no HTTP. There is no reply yet, only the socket. */
function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  // Whoever went away hears nothing.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = codes[error.code ?? ''] ?? 'not-understood';
  const body = JSON.stringify(problemBody(code));
  const head = [
    `HTTP/1.1 ${statusOf(code)} ${STATUS_CODES[statusOf(code)] ?? ''}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-content-type-options: nosniff',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** What is being answered when the service closes gets this long to end. */
const graceMs = 10_000;

/** Lets requests that are under way end, then drops every connection: an idle client must not hold the service up. */
function closeSoon(app: FastifyInstance): void {
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

/** Milliseconds. */
export interface Timeouts {
  /** Until all headers are there. */
  readonly headersMs: number;
  /** Until the whole request is there, however slowly its body drips. */
  readonly requestMs: number;
  /** How long a connection may say nothing. */
  readonly silenceMs: number;
}

/** Pino's own stream would try for ever to write its last lines to a full disk, and block. */
const stream = { write: (line: string) => void process.stdout.write(line) };

/** A server with its limits, not yet with routes. */
export function createServer({
  timeouts,
  isLogging,
}: {
  readonly timeouts: Timeouts;
  readonly isLogging: boolean;
}) {
  const app = fastify({
    logger: isLogging ? { level: 'info', redact: ['req.headers.authorization'], stream } : false,
    // Metrics count the requests; the log is for what went wrong.
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: timeouts.requestMs,
    connectionTimeout: timeouts.silenceMs,
    // Node looks for late requests this often.
    http: {
      headersTimeout: Math.min(timeouts.headersMs, timeouts.requestMs),
      connectionsCheckingInterval: 1000,
    },
    clientErrorHandler: answerClientError,
    frameworkErrors: answerError,
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>();
  closeSoon(app);
  return app;
}
export type App = ReturnType<typeof createServer>;

/** Lets clients that ask first (`Expect: 100-continue`) send nothing until the guards have let the request in. */
export function continueWhenAdmitted(app: App): void {
  app.server.on('checkContinue', (request, response) => {
    app.server.emit('request', request, response);
  });
  app.addHook('preParsing', async (request, reply) => {
    if (request.headers.expect !== undefined) reply.raw.writeContinue();
  });
}

import multipart from '@fastify/multipart';
import fastify, { LogController } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { addAppRoutes } from '../browser/app-routes.ts';
import type { Service } from '../service.ts';
import { mostAroundFile } from '../uploads/receive-upload.ts';
import { type AccessRules, guardAccess } from './access.ts';
import { answerClientError } from './client-errors.ts';
import { createClientLimit } from './client-limit.ts';
import { closeSoon } from './close-soon.ts';
import { addDocument } from './document.ts';
import { answerError } from './error-handler.ts';
import { Refusal } from './problems.ts';
import { addAboutRoute } from './routes/about-route.ts';
import { answerLegacyError } from './legacy-errors.ts';
import { addConvertRoutes } from './routes/convert-routes.ts';
import { addEventRoutes } from './routes/event-routes.ts';
import { addHealthRoutes } from './routes/health-routes.ts';
import { addLegacyConvertRoutes } from './routes/legacy-convert-routes.ts';
import { addOutputRoutes } from './routes/output-routes.ts';
import { addResultRoutes } from './routes/result-routes.ts';
import { addTaskRoutes } from './routes/task-routes.ts';
import { addWorkerRoutes } from './routes/worker-routes.ts';
import { createRequestLimit } from './request-limit.ts';
import { followRequests } from './follow-requests.ts';
import { refuseOtherMethods } from './other-methods.ts';
import { continueWhenAdmitted } from './unread-bodies.ts';
import { leaveBodiesToHandlers } from './leave-bodies-to-handlers.ts';
import { addSafeHeaders } from './safe-headers.ts';
import { validateParts } from './validate-parts.ts';

/** Of events, for each client: windows and programs together. */
const readersAtOnce = 50;

export interface HttpOptions {
  readonly access: AccessRules;
  /** For each token or address; null sets no limit. */
  readonly requestsPerMinute: number | null;
  readonly timeouts: Timeouts;
  readonly version: string;
  readonly pageFolder: string;
  readonly isLogging: boolean;
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

function createServer({ timeouts, isLogging }: HttpOptions) {
  return fastify({
    logger: isLogging ? { level: 'info', redact: ['req.headers.authorization'] } : false,
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
}
export type App = ReturnType<typeof createServer>;

/** The whole HTTP side of a service, not yet listening. */
export async function createApp(service: Service, options: HttpOptions): Promise<App> {
  const app = createServer(options);
  app.setValidatorCompiler(validateParts);
  app.setSerializerCompiler(serializerCompiler);
  const answer = service.speaksLegacyApi ? answerLegacyError : answerError;
  app.setErrorHandler(answer);
  app.setNotFoundHandler((request, reply) => answer(new Refusal('not-found'), request, reply));
  closeSoon(app);
  continueWhenAdmitted(app);
  const refuseTheOthers = refuseOtherMethods(app);
  addSafeHeaders(app);
  followRequests(app, service.metrics);
  const limit = await createRequestLimit(app, options.requestsPerMinute);
  guardAccess(app, options.access, { limit, answer });
  await app.register(multipart);
  await addDocument(app, options.version);
  addHealthRoutes(app, service);
  await app.register((uploads, _options, done) => {
    leaveBodiesToHandlers(uploads, service.limits.maxUploadBytes + mostAroundFile);
    const addRoutes = service.speaksLegacyApi ? addLegacyConvertRoutes : addConvertRoutes;
    addRoutes(uploads.withTypeProvider<ZodTypeProvider>(), service);
    done();
  });
  if (!service.speaksLegacyApi) addAboutRoute(app, service, options.version);
  addOutputRoutes(app, service);
  addTaskRoutes(app, service);
  addResultRoutes(app, service);
  const readers = createClientLimit(readersAtOnce, 'too-many-readers');
  addEventRoutes(app, service, readers);
  addWorkerRoutes(app, service);
  const page = { folder: options.pageFolder, version: options.version, readers };
  await addAppRoutes(app, service, page);
  if (service.farm) {
    const { addQueueBoard } = await import('../farm/queue-board.ts');
    await addQueueBoard(app, service.farm);
  }
  refuseTheOthers();
  return app;
}

import multipart from '@fastify/multipart';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { addAppRoutes } from './browser/app-routes.ts';
import { type App, createServer, type Timeouts } from './http/server.ts';
import type { Service } from './service.ts';
import { mostAroundFile } from './uploads/receive-upload.ts';
import { type AccessRules, guardAccess, knowsToken } from './http/access.ts';
import { createClientLimit, createRequestLimit } from './http/limits.ts';
import { addDocument } from './http/document.ts';
import { answerError } from './http/error-handler.ts';
import { Refusal } from './http/problems.ts';
import { addAboutRoute, addHealthRoutes } from './routes/health-routes.ts';
import { answerLegacyError } from './http/legacy-errors.ts';
import { addConvertRoutes } from './routes/convert-routes.ts';
import { addBatchRoutes } from './routes/batch-routes.ts';
import { addEventRoutes } from './routes/event-routes.ts';
import { addLegacyConvertRoutes } from './routes/legacy-convert-routes.ts';
import { addOutputRoutes } from './routes/output-routes.ts';
import { addResultRoutes } from './routes/result-routes.ts';
import { addTaskRoutes } from './routes/task-routes.ts';
import { addWorkerRoutes } from './routes/worker-routes.ts';
import { followRequests } from './metrics/metrics.ts';
import {
  addSafeHeaders,
  leaveBodiesToHandlers,
  refuseOtherMethods,
  validateParts,
} from './http/every-request.ts';
import { continueWhenAdmitted } from './http/server.ts';

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

/** The whole HTTP side of a service, not yet listening. */
export async function createApp(service: Service, options: HttpOptions): Promise<App> {
  const app = createServer(options);
  app.setValidatorCompiler(validateParts);
  app.setSerializerCompiler(serializerCompiler);
  const answer = service.speaksLegacyApi ? answerLegacyError : answerError;
  app.setErrorHandler(answer);
  app.setNotFoundHandler((request, reply) => answer(new Refusal('not-found'), request, reply));
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
  if (!service.speaksLegacyApi) {
    addAboutRoute(app, service, options.version);
    await app.register((batches, _options, done) => {
      leaveBodiesToHandlers(batches, service.limits.maxBatchBytes + mostAroundFile);
      addBatchRoutes(batches.withTypeProvider<ZodTypeProvider>(), service);
      done();
    });
  }
  addOutputRoutes(app, service);
  addTaskRoutes(app, service);
  addResultRoutes(app, service);
  const readers = createClientLimit(readersAtOnce, 'too-many-readers');
  addEventRoutes(app, service, readers);
  addWorkerRoutes(app, service);
  const page = {
    folder: options.pageFolder,
    version: options.version,
    readers,
    knowsToken: (token: string) => knowsToken(options.access, token),
  };
  await addAppRoutes(app, service, page);
  if (service.farm) {
    const { addQueueBoard } = await import('./routes/queue-board.ts');
    await addQueueBoard(app, service.farm);
  }
  refuseTheOthers();
  return app;
}

import type { FastifyError, FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Service } from '../../service.ts';
import { acceptedBody, submissionBody } from '../../tasks/submission-words.ts';
import { acceptUpload } from '../../uploads/accept-upload.ts';
import type { UploadCheck } from '../../uploads/receive-upload.ts';
import type { App } from '../app.ts';
import { beginRefusal, refusalOf } from '../error-handler.ts';
import { type ProblemCode, Refusal } from '../problems.ts';

/** The old service's sentences, as its clients compare them. */
const oldWords: Partial<Record<ProblemCode, string>> = {
  'no-file': 'no file part in request',
  'no-file-name': 'No file in request',
  'not-an-image': 'Incorrect file type sent in request',
};

const checkName: UploadCheck = (_head, name) => {
  if (!/\.(?:png|jpe?g|gif)$/i.test(name)) throw new Refusal('not-an-image');
};

/** Upload and status as the old service had them: any upload error is 401, an unknown id is one that still waits. */
export function addOldConvertRoutes(app: App, service: Service): void {
  app.register((scope: FastifyInstance) => {
    scope.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
      if (!(error instanceof Refusal)) request.log.warn(error);
      const refusal = refusalOf(error);
      const text = oldWords[refusal.code] ?? refusal.message;
      return beginRefusal(reply, refusal).code(401).send({ error: text });
    });
    scope.post('/convert', { schema: { hide: true } }, async (request, reply) => {
      const terms = { idempotencyKey: null, check: checkName };
      const task = await acceptUpload(service, request, terms);
      return reply.code(202).send(acceptedBody(task.id, task));
    });
    return Promise.resolve();
  });

  app.get('/convert/:id', {
    schema: { hide: true, params: z.object({ id: z.string() }) },
    handler(request) {
      const { id } = request.params;
      const task = service.engine.find(id);
      return task === null
        ? acceptedBody(id, null)
        : { ...acceptedBody(id, task), ...submissionBody(task) };
    },
  });
}

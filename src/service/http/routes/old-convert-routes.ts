import { z } from 'zod';
import type { Service } from '../../service.ts';
import { acceptedBody, submissionBody } from '../../tasks/submission-words.ts';
import { acceptUpload } from '../../uploads/accept-upload.ts';
import type { UploadCheck } from '../../uploads/receive-upload.ts';
import type { App } from '../app.ts';
import { Refusal } from '../problems.ts';

const checkName: UploadCheck = (_head, name) => {
  if (!/\.(?:png|jpe?g|gif)$/i.test(name)) throw new Refusal('not-an-image');
};

/** Upload and status as the old service had them: the name decides, and an unknown id is one that still waits. */
export function addOldConvertRoutes(app: App, service: Service): void {
  app.post('/convert', { schema: { hide: true } }, async (request, reply) => {
    const terms = { idempotencyKey: null, check: checkName };
    const task = await acceptUpload(service, request, terms);
    return reply.code(202).send(acceptedBody(task.id, task));
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

import { z } from 'zod';
import { isSettled } from '../../shared/task/status.ts';
import { TaskId } from '../../shared/task/task.ts';
import type { Service } from '../service.ts';
import { acceptedBody, submissionBody } from '../public-view/submission-words.ts';
import { removeTask } from '../tasks/remove-task.ts';
import { uploadBodies, UploadQuery, uploadRefusals } from '../uploads/upload-form.ts';
import type { App } from '../http/server.ts';
import { Refusal } from '../http/problems.ts';
import { Accepted, Submission } from '../http/document/answers.ts';
import { storeRefusals } from '../http/document/route-document.ts';
import { acceptUpload } from './accept-upload.ts';
import { receiveUpload, refuseWhatIsNoImage } from '../uploads/receive-upload.ts';

const tags = ['convert'];
const IdParams = z.object({ id: TaskId });

/** Upload, ask, cancel: the life of one picture. */
export function addConvertRoutes(app: App, service: Service): void {
  const { engine } = service;
  const found = (id: string) => {
    const task = engine.find(id);
    if (!task) throw new Refusal('not-found');
    return task;
  };

  app.post('/convert', {
    config: { bodies: uploadBodies, refusals: uploadRefusals },
    schema: {
      operationId: 'convertPicture',
      tags,
      summary: 'Send a picture',
      description:
        'As a form; or as the whole body, and what a form says in fields then stands in the address. Answers before anything is decoded.',
      querystring: UploadQuery,
      headers: z.object({
        'idempotency-key': z
          .string()
          .min(1)
          .max(200)
          .optional()
          .describe('A word of your own: the same one again means the same task'),
      }),
      response: { 202: Accepted },
    },
    async handler(request, reply) {
      const idempotencyKey = request.headers['idempotency-key'] ?? null;
      const check = refuseWhatIsNoImage;
      const task = await acceptUpload(service, request, {
        idempotencyKey,
        check,
        receive: receiveUpload,
      });
      return reply.code(202).send(acceptedBody(task.id, task));
    },
  });

  app.get('/convert/:id', {
    config: { refusals: ['not-found'] },
    schema: {
      operationId: 'getSubmission',
      tags,
      summary: 'What became of it',
      params: IdParams,
      response: { 200: Submission },
    },
    handler: (request) => submissionBody(found(request.params.id)),
  });

  app.delete('/convert/:id', {
    config: { refusals: ['not-found', ...storeRefusals] },
    schema: {
      operationId: 'removeSubmission',
      tags,
      summary: 'Cancel what is unfinished, or remove what is done with its files',
      params: IdParams,
      response: { 200: Submission, 204: z.null().describe('Removed') },
    },
    async handler(request, reply) {
      const task = found(request.params.id);
      if (isSettled(task.status)) {
        await removeTask(service, task.id);
        return reply.code(204).send(null);
      }
      engine.cancel([task.id]);
      return reply.code(200).send(submissionBody(found(task.id)));
    },
  });
}

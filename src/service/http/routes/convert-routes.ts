import { z } from 'zod';
import { AcceptedBody, SubmissionBody } from '../../../shared/service/submission.ts';
import { isSettled } from '../../../shared/task/status.ts';
import { TaskId } from '../../../shared/task/task.ts';
import type { Service } from '../../service.ts';
import { acceptedBody, submissionBody } from '../../tasks/submission-words.ts';
import { removeTask } from '../../tasks/remove-task.ts';
import type { App } from '../app.ts';
import { Refusal } from '../problems.ts';
import { accessRefusals, notFound, uploadRefusals } from '../problem-responses.ts';
import { acceptUpload } from '../../uploads/accept-upload.ts';
import { receiveUpload, refuseWhatIsNoImage } from '../../uploads/receive-upload.ts';

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
    schema: {
      tags,
      summary: 'Send a picture',
      description:
        'Multipart: `file`, and `preset` (a name) or `recipe` (JSON) if wanted. Pictures with the same `batch` (any word, titled by `batchTitle`) and recipe are shown together; without one, those that a client sends within a minute. Answers before anything is decoded.',
      consumes: ['multipart/form-data'],
      headers: z.object({
        'idempotency-key': z.string().min(1).max(200).optional(),
      }),
      response: { 202: AcceptedBody, ...uploadRefusals },
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
    schema: {
      tags,
      summary: 'What became of it',
      params: IdParams,
      response: { 200: SubmissionBody, ...accessRefusals, ...notFound },
    },
    handler: (request) => submissionBody(found(request.params.id)),
  });

  app.delete('/convert/:id', {
    schema: {
      tags,
      summary: 'Cancel what is unfinished, or remove what is done with its files',
      params: IdParams,
      response: {
        200: SubmissionBody,
        204: z.null().describe('Removed'),
        ...accessRefusals,
        ...notFound,
      },
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

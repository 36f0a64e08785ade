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
import { header, storeRefusals } from '../http/document/route-document.ts';
import { waitWord } from '../http/preferences.ts';
import { acceptUpload, IdempotencyHeaders } from './accept-upload.ts';
import { receiveUpload, refuseWhatIsNoImage } from '../uploads/receive-upload.ts';
import { madeAnswer, sendMade } from './send-made.ts';
import { createWaits } from './waits.ts';

const tags = ['convert'];
const IdParams = z.object({ id: TaskId });
const WaitQuery = z.object({ wait: waitWord });
const Prefer = z
  .string()
  .max(1000)
  .optional()
  .describe('`wait=30`: as `wait` in the address (RFC 7240)');

const applied = { 'Preference-Applied': header('The wait that `Prefer` got', 'wait=30') };
const location = {
  Location: header('Where to ask what became of it', '/convert/0199d5a27c1e7a30'),
};
const waitedHeaders = {
  200: {
    ...applied,
    ...location,
    'Content-Disposition': header('What to call it', 'attachment; filename="dunes.webp"'),
    'Content-Location': header('Where one picture stays', '/convert/0199d5a27c1e7a30/output/small'),
  },
  202: { ...applied, ...location },
};

/** Upload, ask, cancel: the life of one picture. */
export function addConvertRoutes(app: App, service: Service): void {
  const { engine } = service;
  const waits = createWaits(app, engine);
  const found = (id: string) => {
    const task = engine.find(id);
    if (!task) throw new Refusal('not-found');
    return task;
  };

  app.post('/convert', {
    config: {
      bodies: uploadBodies,
      refusals: [...uploadRefusals, 'not-made', 'not-possible', 'not-found', 'too-many-waiting'],
      answerHeaders: waitedHeaders,
    },
    schema: {
      operationId: 'convertPicture',
      tags,
      summary: 'Send a picture',
      description:
        'As a form; or as the whole body, and what a form says in fields then stands in the address. Answers before anything is decoded; or, with `wait`, with the picture itself once it is made. Several pictures come as a ZIP or in parts, `application/json` is what can be said of them.',
      querystring: UploadQuery.extend(WaitQuery.shape),
      headers: IdempotencyHeaders.extend({ prefer: Prefer }),
      response: { 200: madeAnswer, 202: Accepted },
    },
    async handler(request, reply) {
      const wait = waits.begin(request, reply, request.query.wait);
      const idempotencyKey = request.headers['idempotency-key'] ?? null;
      const check = refuseWhatIsNoImage;
      const task = await acceptUpload(service, request, {
        idempotencyKey,
        check,
        receive: receiveUpload,
      });
      reply.header('location', `/convert/${task.id}`);
      const waited = wait ? await wait.until(task.id) : task;
      if (waited === null) throw new Refusal('not-found');
      if (wait && isSettled(waited.status)) {
        return sendMade(request, reply, { service, task: waited });
      }
      return reply.code(202).send(acceptedBody(task.id, waited));
    },
  });

  app.get('/convert/:id', {
    config: { refusals: ['not-found', 'too-many-waiting'], answerHeaders: { 200: applied } },
    schema: {
      operationId: 'getSubmission',
      tags,
      summary: 'What became of it',
      description: 'Now; or, with `wait`, once it is done or the time is over.',
      params: IdParams,
      querystring: WaitQuery,
      headers: z.object({ prefer: Prefer }),
      response: { 200: Submission },
    },
    async handler(request, reply) {
      const { id } = found(request.params.id);
      const wait = waits.begin(request, reply, request.query.wait);
      await wait?.until(id);
      return submissionBody(found(id));
    },
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

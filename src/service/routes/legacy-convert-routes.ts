import { z } from 'zod';
import type { Service } from '../service.ts';
import { LegacyBody, legacyBody } from '../public-view/legacy-body.ts';
import { acceptUpload } from './accept-upload.ts';
import { receiveFirstFile, type UploadCheck } from '../uploads/receive-upload.ts';
import { legacyBodies } from '../uploads/upload-form.ts';
import type { App } from '../http/server.ts';
import { madeTask } from '../http/document/samples.ts';
import { LegacyProblem } from '../http/legacy-errors.ts';
import { Refusal } from '../http/problems.ts';

const checkName: UploadCheck = (_head, name) => {
  if (!/\.(?:png|jpe?g|gif)$/i.test(name)) throw new Refusal('not-an-image');
};
const tags = ['convert'];

/** Upload and status as the old service had them: the name decides, and an unknown id is one that still waits. */
export function addLegacyConvertRoutes(app: App, service: Service): void {
  app.post('/convert', {
    config: { bodies: legacyBodies, refusesInOwnWords: true },
    schema: {
      operationId: 'convertPicture',
      tags,
      summary: 'Send a picture',
      response: {
        202: LegacyBody.meta({ examples: [legacyBody(madeTask.id, null)] }),
        401: LegacyProblem.describe('Whatever is wrong with the upload'),
      },
    },
    async handler(request, reply) {
      const terms = { idempotencyKey: null, check: checkName, receive: receiveFirstFile };
      const task = await acceptUpload(service, request, terms);
      // Whatever has become of it since, the old service answered an upload before it looked at it.
      return reply.code(202).send(legacyBody(task.id, null));
    },
  });

  app.get('/convert/:id', {
    schema: {
      operationId: 'getSubmission',
      tags,
      summary: 'What became of it',
      params: z.object({ id: z.string() }),
      response: { 200: LegacyBody.meta({ examples: [legacyBody(madeTask.id, madeTask)] }) },
    },
    handler: ({ params: { id } }) => legacyBody(id, service.engine.find(id)),
  });
}

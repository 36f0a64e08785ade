import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findFormat, formats } from '../../shared/formats/formats.ts';
import type { Output, Task } from '../../shared/task/task.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import { TaskId } from '../../shared/task/task.ts';
import type { Service } from '../service.ts';
import { outputKey, uploadKey } from '../store/keys.ts';
import type { App } from '../http/server.ts';
import { Refusal } from '../http/problems.ts';
import {
  entryAnswers,
  entryHeaders,
  entryRefusals,
  EntryRequestHeaders,
} from '../http/document/picture-answers.ts';
import { header } from '../http/document/route-document.ts';
import { sendEntry } from '../http/send-entry.ts';
import { typesOf } from './send-made.ts';

const IdParams = z.object({ id: TaskId });

const saved = { 'Content-Disposition': header('To be saved, not shown', 'attachment') };
const savedHeaders = {
  200: { ...entryHeaders[200], ...saved },
  206: { ...entryHeaders[206], ...saved },
  304: { ...entryHeaders[304], ...saved },
};

function outputNamed(task: Task | null, name: string | null): Output {
  const outputs = task ? outputsOf(task) : [];
  const output = name === null ? outputs[0] : outputs.find((output) => output.name === name);
  if (!output) throw new Refusal('not-found');
  return output;
}

/** The pictures themselves. */
export function addOutputRoutes(app: App, { engine, store }: Service): void {
  const picture = {
    config: { refusals: entryRefusals, answerHeaders: entryHeaders },
    schema: {
      tags: ['convert'],
      headers: EntryRequestHeaders,
      params: IdParams,
      response: entryAnswers(typesOf(({ writes }) => writes !== null)),
    },
  };

  const sendOutput = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { id, name }: { readonly id: string; readonly name: string | null },
  ) => {
    const output = outputNamed(engine.find(id), name);
    const type = formats[output.format].mediaType;
    return sendEntry(request, reply, { store, key: outputKey(id, output), type });
  };

  app.get('/convert/:id/output', {
    config: picture.config,
    schema: { ...picture.schema, operationId: 'getOutput', summary: 'The first output' },
    handler: (request, reply) => sendOutput(request, reply, { id: request.params.id, name: null }),
  });

  app.get('/convert/:id/output/:name', {
    config: picture.config,
    schema: {
      ...picture.schema,
      operationId: 'getOutputByName',
      summary: 'The output of that name',
      params: IdParams.extend({ name: z.string().min(1).max(64) }),
    },
    handler: (request, reply) => sendOutput(request, reply, request.params),
  });

  app.get('/convert/:id/picture', {
    config: picture.config,
    schema: {
      ...picture.schema,
      operationId: 'getPicture',
      summary: 'The upload, if browsers can show its kind',
      response: entryAnswers(typesOf(({ isShown }) => isShown)),
    },
    async handler(request, reply) {
      const { id } = request.params;
      const task = engine.find(id);
      const format = task?.status === 'succeeded' ? findFormat(task.source.format) : undefined;
      if (!format?.isShown || format.mediaType === null) throw new Refusal('not-found');
      return sendEntry(request, reply, { store, key: uploadKey(id), type: format.mediaType });
    },
  });

  app.get('/convert/:id/source', {
    config: { refusals: entryRefusals, answerHeaders: savedHeaders },
    schema: {
      ...picture.schema,
      operationId: 'getSource',
      summary: 'The upload itself, to be saved',
      response: entryAnswers(['application/octet-stream']),
    },
    async handler(request, reply) {
      const key = uploadKey(request.params.id);
      // What a stranger sent is never shown as a page of ours.
      reply.header('content-disposition', 'attachment');
      return sendEntry(request, reply, { store, key, type: 'application/octet-stream' });
    },
  });
}

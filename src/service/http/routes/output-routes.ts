import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mediaTypes } from '../../../shared/task/media-types.ts';
import type { Output, Task } from '../../../shared/task/task.ts';
import { outputsOf } from '../../../shared/task/outputs-of.ts';
import { TaskId } from '../../../shared/task/task.ts';
import type { Service } from '../../service.ts';
import { outputKey, uploadKey } from '../../store/keys.ts';
import type { App } from '../app.ts';
import { Refusal } from '../problems.ts';
import { sendEntry } from '../send-entry.ts';

/** Pictures that hold no scripts. */
const shownFormats = new Set(['jpeg', 'png', 'webp', 'gif', 'avif']);
const IdParams = z.object({ id: TaskId });

function outputNamed(task: Task | null, name: string | null): Output {
  const outputs = task ? outputsOf(task) : [];
  const output = name === null ? outputs[0] : outputs.find((output) => output.name === name);
  if (!output) throw new Refusal('not-found');
  return output;
}

/** The pictures themselves. */
export function addOutputRoutes(app: App, { engine, store }: Service): void {
  const tags = ['convert'];

  const sendOutput = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { id, name }: { readonly id: string; readonly name: string | null },
  ) => {
    const output = outputNamed(engine.find(id), name);
    const type = mediaTypes[output.format];
    return sendEntry(request, reply, { store, key: outputKey(id, output), type });
  };

  app.get('/convert/:id/output', {
    schema: { tags, summary: 'The first output', params: IdParams },
    handler: (request, reply) => sendOutput(request, reply, { id: request.params.id, name: null }),
  });

  app.get('/convert/:id/output/:name', {
    schema: {
      tags,
      summary: 'The output of that name',
      params: IdParams.extend({ name: z.string().min(1).max(64) }),
    },
    handler: (request, reply) => sendOutput(request, reply, request.params),
  });

  app.get('/convert/:id/picture', {
    schema: { tags, summary: 'The upload, if browsers can show its kind', params: IdParams },
    async handler(request, reply) {
      const { id } = request.params;
      const task = engine.find(id);
      const format = task?.status === 'succeeded' ? task.source.format : null;
      if (!shownFormats.has(format ?? '')) throw new Refusal('not-found');
      return sendEntry(request, reply, { store, key: uploadKey(id), type: `image/${format}` });
    },
  });

  app.get('/convert/:id/source', {
    schema: { tags, summary: 'The upload itself, to be saved', params: IdParams },
    async handler(request, reply) {
      const key = uploadKey(request.params.id);
      // What a stranger sent is never shown as a page of ours.
      reply.header('content-disposition', 'attachment');
      return sendEntry(request, reply, { store, key, type: 'application/octet-stream' });
    },
  });
}

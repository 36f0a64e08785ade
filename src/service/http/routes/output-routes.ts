import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mediaTypes } from '../../../shared/task/media-types.ts';
import type { Output, Task } from '../../../shared/task/task.ts';
import { outputsOf } from '../../../shared/task/outputs-of.ts';
import { TaskId } from '../../../shared/task/task.ts';
import type { Service } from '../../service.ts';
import { outputKey, uploadKey } from '../../store/keys.ts';
import type { OpenedEntry } from '../../store/store.ts';
import type { App } from '../app.ts';
import { Refusal } from '../problems.ts';

/** Pictures that hold no scripts. */
const shownFormats = new Set(['jpeg', 'png', 'webp', 'gif', 'avif']);
const IdParams = z.object({ id: TaskId });

/** A picture is what its bytes were yesterday until it is made anew: then size or time differ. */
function etagOf({ sizeBytes, modifiedAt }: OpenedEntry): string {
  return `"${sizeBytes.toString(16)}-${Math.round(modifiedAt).toString(16)}"`;
}

/** Whether one of the tags that a client has is the present one; proxies may have made theirs weak. */
function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.some((tag) => tag === etag || tag === '*');
}

function sendPicture(
  request: FastifyRequest,
  reply: FastifyReply,
  { opened, type }: { readonly opened: OpenedEntry; readonly type: string },
): FastifyReply {
  const etag = etagOf(opened);
  reply.header('etag', etag).header('cache-control', 'private, no-cache').type(type);
  if (isKnown(etag, request.headers['if-none-match'])) {
    opened.stream.destroy();
    return reply.code(304).send();
  }
  return reply.header('content-length', opened.sizeBytes).send(opened.stream);
}

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
    const opened = await store.open(outputKey(id, output));
    if (!opened) throw new Refusal('not-found');
    return sendPicture(request, reply, { opened, type: mediaTypes[output.format] });
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
      const opened = shownFormats.has(format ?? '') ? await store.open(uploadKey(id)) : null;
      if (!opened) throw new Refusal('not-found');
      return sendPicture(request, reply, { opened, type: `image/${format}` });
    },
  });

  app.get('/convert/:id/source', {
    schema: { tags, summary: 'The upload itself, to be saved', params: IdParams },
    async handler(request, reply) {
      const opened = await store.open(uploadKey(request.params.id));
      if (!opened) throw new Refusal('not-found');
      // What a stranger sent is never shown as a page of ours.
      reply.header('content-disposition', 'attachment');
      return sendPicture(request, reply, { opened, type: 'application/octet-stream' });
    },
  });
}

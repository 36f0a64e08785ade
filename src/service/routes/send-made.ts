import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FormatRecord } from '../../shared/formats/format-record.ts';
import { formats } from '../../shared/formats/formats.ts';
import { splitExtension } from '../../shared/paths/safe-segment.ts';
import { failureLine } from '../../shared/task/failure-words.ts';
import { outputsOf, taskName } from '../../shared/task/outputs-of.ts';
import type { Output, Task } from '../../shared/task/task.ts';
import { Submission } from '../http/document/answers.ts';
import { fileOf } from '../http/document/picture-answers.ts';
import { attachment, sendStream } from '../http/downloads.ts';
import { preferredType } from '../http/preferences.ts';
import { Refusal } from '../http/problems.ts';
import { publicFailure } from '../public-view/public-task.ts';
import { submissionBody } from '../public-view/submission-words.ts';
import { type PartsType, pictureParts } from '../results/picture-parts.ts';
import { resultName, zipResults } from '../results/zip-results.ts';
import type { Service } from '../service.ts';
import { outputKey } from '../store/keys.ts';

/** The media types of those formats that are so. */
export const typesOf = (has: (record: FormatRecord) => boolean) =>
  Object.values(formats).flatMap((record) => (has(record) && record.mediaType) || []);

const severalTypes = ['application/zip', 'multipart/mixed', 'multipart/form-data'] as const;
const json = 'application/json';
const pictureTypes = typesOf(({ writes }) => writes !== null);
const files = fileOf('What was made, as `Accept` wants it', [...pictureTypes, ...severalTypes]);

/** What `sendMade` answers with, besides its refusals. */
export const madeAnswer = {
  description: files.description,
  content: { ...files.content, [json]: { schema: Submission } },
};

function refusalOf(task: Task): Refusal {
  if (task.status !== 'failed') {
    return new Refusal('not-possible', { message: 'The picture was cancelled.' });
  }
  const failed = publicFailure(task.failure);
  const message = failureLine(failed);
  const isStores = failed.code === 'store-unavailable' || failed.code === 'disk-full';
  if (isStores) return new Refusal('store-unavailable', { message });
  return new Refusal(failed.code === 'internal' ? 'internal' : 'not-made', { message });
}

async function sendPicture(
  reply: FastifyReply,
  { store }: Service,
  of: { task: Task; output: Output },
) {
  const { task, output } = of;
  const opened = await store.open(outputKey(task.id, output));
  if (!opened) throw new Refusal('not-found');
  return sendStream(reply, opened.stream, {
    'content-type': formats[output.format].mediaType ?? 'application/octet-stream',
    'content-length': String(opened.sizeBytes),
    'content-disposition': attachment(resultName(task, output)),
    'content-location': `/convert/${task.id}/output/${encodeURIComponent(output.name)}`,
  });
}

function sendZip(reply: FastifyReply, { store }: Service, task: Task): Promise<FastifyReply> {
  async function* tasks() {
    yield task;
  }
  const [stem] = splitExtension(taskName(task));
  const zip = zipResults(store, { tasks, batch: null }, outputsOf(task).length);
  return sendStream(reply, zip, {
    'content-type': 'application/zip',
    'content-disposition': attachment(`${stem}.zip`),
  });
}

function sendParts(reply: FastifyReply, { store }: Service, of: { task: Task; type: PartsType }) {
  const { type, stream } = pictureParts(store, of.task, of.type);
  return sendStream(reply, stream, { 'content-type': type });
}

/**
 * Answers with what a settled task made: its picture, several of them in one body, or what can be said of it, whichever
 * the client accepts. Throws a refusal where there is none and JSON is not wanted.
 */
export async function sendMade(
  { headers: { accept } }: FastifyRequest,
  reply: FastifyReply,
  { service, task }: { readonly service: Service; readonly task: Task },
): Promise<FastifyReply> {
  const outputs = task.status === 'succeeded' ? task.outputs : [];
  const [output, another] = outputs;
  const picture = output && !another ? formats[output.format].mediaType : null;
  const type = picture
    ? preferredType(accept, [picture, ...severalTypes, json])
    : preferredType(accept, [...severalTypes, json]);
  reply.header('cache-control', 'no-store');
  const hasNothing = task.status === 'skipped';
  if (type === json || hasNothing) return reply.code(200).send(submissionBody(task));
  if (!output) throw refusalOf(task);
  reply.code(200);
  if (type === 'application/zip') return sendZip(reply, service, task);
  if (type === 'multipart/mixed' || type === 'multipart/form-data') {
    return sendParts(reply, service, { task, type });
  }
  return sendPicture(reply, service, { task, output });
}

import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import type { Task } from '../../shared/task/task.ts';
import { Refusal } from '../http/problems.ts';
import type { Service } from '../service.ts';
import { outputsPrefix, uploadKey } from '../store/keys.ts';
import { receiveUpload, type UploadCheck } from './receive-upload.ts';
import type { BatchKey } from './shared-batches.ts';
import { askedRecipe, recipeInto } from './upload-recipe.ts';

export interface UploadTerms {
  readonly idempotencyKey: string | null;
  readonly check: UploadCheck;
}

const longestKey = 100;
const longestTitle = 255;

/** What the sender says belongs together. */
function batchAsked(fields: ReadonlyMap<string, string>): { batch?: BatchKey } {
  const key = fields.get('batch')?.slice(0, longestKey) ?? '';
  if (key === '') return {};
  const title = fields.get('batchTitle')?.toWellFormed().slice(0, longestTitle) || key;
  return { batch: { key, title, origin: 'upload' } };
}

/**
 * Takes one upload: bytes into the store first, then the task into the history; only then is it answered. The same
 * idempotency key of the same submitter always means the same task.
 */
export async function acceptUpload(
  service: Service,
  request: FastifyRequest,
  { idempotencyKey, check }: UploadTerms,
): Promise<Task> {
  const { store, submissions, ids, metrics, farm } = service;
  const { submitter } = request;
  const taskId = idempotencyKey === null ? ids.fresh() : ids.ofKey(submitter, idempotencyKey);
  let isOurs = false;

  const storeAndSubmit = async () => {
    isOurs = true;
    if (!submissions.hasRoomFor(submitter)) throw new Refusal('queue-full');
    if (farm && !farm.isConnected()) throw new Refusal('redis-unavailable');
    const key = uploadKey(taskId);
    const { maxUploadBytes } = service.limits;
    const upload = await receiveUpload(request, { store, key, maxUploadBytes, check });
    const asked = askedRecipe(upload.fields);
    if (!asked.ok) {
      await store.remove([key]);
      throw new Refusal('bad-recipe', { message: asked.problem });
    }
    metrics.countUpload(upload.sizeBytes);
    const folder = store.folder ?? '/';
    const recipe = recipeInto(join(folder, outputsPrefix), asked.value);
    const { name, sizeBytes, fields } = upload;
    return submissions.submit({
      ...batchAsked(fields),
      taskId,
      submitter,
      name,
      sizeBytes,
      recipe,
      path: join(folder, key),
    });
  };

  const task = await submissions.once(taskId, storeAndSubmit);
  // An earlier upload with the same key made it: this one is read to its end and dropped.
  if (!isOurs) request.raw.resume();
  return task;
}

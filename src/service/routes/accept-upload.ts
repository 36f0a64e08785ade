import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { recipeKey } from '../../engine/index.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { taskName } from '../../shared/task/outputs-of.ts';
import type { Task } from '../../shared/task/task.ts';
import { nobody } from '../http/access.ts';
import { Refusal } from '../http/problems.ts';
import type { Service } from '../service.ts';
import { outputsPrefix, uploadKey } from '../store/keys.ts';
import { hashStream } from '../uploads/byte-streams.ts';
import type { ReceiveUpload, UploadCheck } from '../uploads/receive-upload.ts';
import type { BatchKey } from '../uploads/shared-batches.ts';
import type { UploadFields } from '../uploads/upload-form.ts';
import { askedRecipe, recipeInto } from '../uploads/upload-recipe.ts';

export interface UploadTerms {
  readonly idempotencyKey: string | null;
  readonly check: UploadCheck;
  readonly receive: ReceiveUpload;
}

export const IdempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('A word of your own: the same one again means the same task, or tasks'),
});

const longestKey = 100;
export const longestTitle = 255;

/** What the sender says belongs together; else all that it sends about now does. Without tokens it is an address. */
export function batchOf(
  fields: UploadFields,
  { submitter, ip }: FastifyRequest,
): BatchKey | { readonly client: string } {
  const key = fields.get('batch')?.slice(0, longestKey).toWellFormed() ?? '';
  if (key === '') return { client: submitter === nobody ? ip : submitter };
  const title = fields.get('batchTitle')?.toWellFormed().slice(0, longestTitle) || key;
  return { key, title, origin: 'upload' };
}

export function recipeOf(fields: UploadFields, folder: string): Recipe {
  const asked = askedRecipe(fields);
  if (!asked.ok) throw new Refusal('bad-recipe', { message: asked.problem });
  return recipeInto(join(folder, outputsPrefix), asked.value);
}

/**
 * Takes one upload: bytes into the store first, then the task into the history; only then is it answered. The same
 * idempotency key of the same submitter always means the same task, and is refused with another picture or recipe.
 */
export async function acceptUpload(
  service: Service,
  request: FastifyRequest,
  { idempotencyKey, check, receive }: UploadTerms,
): Promise<Task> {
  const { store, engine, submissions, ids, metrics, farm } = service;
  const { submitter } = request;
  const { maxUploadBytes } = service.limits;
  const taskId = idempotencyKey === null ? ids.fresh() : ids.ofKey(submitter, idempotencyKey);
  const key = uploadKey(taskId);
  const folder = store.folder ?? '/';
  let isOurs = false;

  const storeAndSubmit = async () => {
    isOurs = true;
    if (!submissions.hasRoomFor(submitter)) throw new Refusal('queue-full');
    if (farm?.health.problem) throw new Refusal('redis-unavailable');
    const keep = (file: Readable) => store.write(key, file);
    const discard = () => store.remove([key]);
    const upload = await receive(request, { maxUploadBytes, check, keep, discard });
    try {
      const recipe = recipeOf(upload.fields, folder);
      metrics.countUpload(upload.sizeBytes);
      const { name, sizeBytes } = upload;
      const files = [{ taskId, name, sizeBytes, path: join(folder, key) }];
      const batch = batchOf(upload.fields, request);
      const [task] = await submissions.submit({ files, submitter, recipe, batch });
      if (!task) throw new Error('an upload became no task');
      return task;
    } catch (error) {
      await discard();
      throw error;
    }
  };

  /** Reads an upload whose key was used before, and keeps nothing of it. */
  const compareWith = async (task: Task) => {
    const kept = await store.open(key);
    const keptHash = kept && hashStream(kept.stream);
    // Also when the upload is refused before it is compared.
    keptHash?.catch(() => undefined);
    let hash: string | null = null;
    const keep = async (file: Readable) => {
      const hashed = await hashStream(file);
      ({ hash } = hashed);
      return hashed.sizeBytes;
    };
    const discard = () => Promise.resolve();
    const upload = await receive(request, { maxUploadBytes, check, keep, discard });
    const known = engine.findBatch(task.batchId)?.recipe;
    const recipe = recipeOf(upload.fields, folder);
    const isSame =
      (keptHash === null || (await keptHash).hash === hash) &&
      taskName(task) === upload.name &&
      (!known || recipeKey(known) === recipeKey(recipe));
    if (!isSame) throw new Refusal('key-reused');
  };

  const task = await submissions.once(taskId, storeAndSubmit);
  if (!isOurs) await compareWith(task);
  return task;
}

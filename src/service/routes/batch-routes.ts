import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import type { AcceptedBatchBody } from '../../shared/service/submission.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { Task } from '../../shared/task/task.ts';
import { AcceptedBatch } from '../http/document/answers.ts';
import { createClientLimit } from '../http/limits.ts';
import { problemBody, Refusal } from '../http/problems.ts';
import type { App } from '../http/server.ts';
import { acceptedBody } from '../public-view/submission-words.ts';
import type { Service } from '../service.ts';
import { uploadKey } from '../store/keys.ts';
import { type KeptFile, type ReceivedBatch, receiveBatch } from '../uploads/receive-batch.ts';
import { sentTitle } from '../uploads/sent-batches.ts';
import { batchBodies, batchRefusals, UploadQuery } from '../uploads/upload-form.ts';
import { batchOf, longestTitle, recipeOf } from './accept-upload.ts';

/** Tasks that are added in one turn: others get theirs in between. */
const addedAtOnce = 50;
/** For each client: archives that lie keep a processor busy, and parts some megabytes each. */
const batchesAtOnce = 4;

interface Sent {
  readonly request: FastifyRequest;
  readonly received: ReceivedBatch;
  readonly recipe: Recipe;
}

/** What comes in one request is one batch of its own, unless its sender says what it belongs to. */
function batchFor({ ids }: Service, { request, received }: Sent) {
  const { fields, archive } = received;
  const named = batchOf(fields, request);
  if ('key' in named) return named;
  const given = fields.get('batchTitle') ?? archive?.replace(/\.zip$/i, '') ?? '';
  const title = given.toWellFormed().slice(0, longestTitle) || sentTitle(Date.now());
  return { key: ids.fresh(), title, origin: 'upload' } as const;
}

async function addTasks(service: Service, sent: Sent): Promise<Task[]> {
  const { submissions, metrics, store } = service;
  const { recipe } = sent;
  const { submitter } = sent.request;
  const batch = batchFor(service, sent);
  const add = ({ taskId, name, sizeBytes }: KeptFile) => {
    metrics.countUpload(sizeBytes);
    const path = join(store.folder ?? '/', uploadKey(taskId));
    return submissions.submit({ taskId, submitter, name, sizeBytes, recipe, path, batch });
  };
  const adding: Promise<Task>[] = [];
  for (const file of sent.received.kept) {
    const added = add(file);
    // Whoever waits for all of them hears of it: what fails between turns must not end the process.
    added.catch(() => undefined);
    adding.push(added);
    if (adding.length % addedAtOnce === 0) await setImmediate();
  }
  return Promise.all(adding);
}

function answerOf({ kept, refused }: ReceivedBatch, tasks: readonly Task[]): AcceptedBatchBody {
  return {
    batchId: tasks[0]?.batchId ?? '',
    tasks: tasks.map((task, at) => ({
      ...acceptedBody(task.id, task),
      path: kept[at]?.path ?? '',
    })),
    refused: refused.map(({ path, code }) => ({ path, ...problemBody(code) })),
  };
}

/** Every picture is in the store before the first of them is a task; a request that is refused leaves nothing. */
async function acceptBatch(service: Service, request: FastifyRequest): Promise<AcceptedBatchBody> {
  const { engine, submissions, limits, store, ids, farm } = service;
  const { maxUploadBytes, maxBatchBytes } = limits;
  const { submitter } = request;
  if (!submissions.hasRoomFor(submitter)) throw new Refusal('queue-full');
  if (farm?.health.problem) throw new Refusal('redis-unavailable');
  const terms = { store, ids, maxUploadBytes, maxBatchBytes };
  const { discard, ...received } = await receiveBatch(request, terms);
  const { kept, refused, fields, archive } = received;
  const prepare = () => {
    const [{ code } = { code: archive === null ? 'no-file' : 'not-an-image' } as const] = refused;
    if (kept.length === 0) throw new Refusal(code);
    const sent = { request, received, recipe: recipeOf(fields, store.folder ?? '/') };
    const adding = submissions.withRoomFor(submitter, kept.length, () => addTasks(service, sent));
    if (adding === null) throw new Refusal('queue-full');
    return adding;
  };
  try {
    return answerOf(received, await prepare());
  } catch (error) {
    // Some may be tasks already, and its sender sends all of them again.
    engine.cancel(kept.map(({ taskId }) => taskId));
    await discard();
    throw error;
  }
}

/** Many pictures in one request. */
export function addBatchRoutes(app: App, service: Service): void {
  const limit = createClientLimit(batchesAtOnce, 'too-many-batches');
  app.post('/batches', {
    config: { bodies: batchBodies, refusals: batchRefusals },
    schema: {
      operationId: 'sendBatch',
      tags: ['convert'],
      summary: 'Send many pictures',
      description:
        'As many parts `file` of a form, with ZIP archives among them; or as one ZIP, and what a form says in fields then stands in the address. They become one batch. What is no picture is left out and named; a request that is refused leaves nothing.',
      querystring: UploadQuery,
      response: { 202: AcceptedBatch },
    },
    async handler(request, reply) {
      limit(request, reply);
      return reply.code(202).send(await acceptBatch(service, request));
    },
  });
}

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
import { allowSilence } from '../http/silence.ts';
import { createArrival, idsOf, keyedOrigin, type Origin } from '../uploads/arrivals.ts';
import { isKnown, matchKnown, submitCopies } from './batch-of-key.ts';
import { IdempotencyHeaders } from './accept-upload.ts';
import { type KeptFile, type ReceivedBatch, receiveBatch } from '../uploads/receive-batch.ts';
import { sentTitle } from '../uploads/sent-batches.ts';
import { batchBodies, batchRefusals, UploadQuery } from '../uploads/upload-form.ts';
import { batchOf, longestTitle, recipeOf } from './accept-upload.ts';

/** Tasks that are added in one turn and transaction: others get theirs in between. */
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
  const asFile = ({ taskId, name, sizeBytes }: KeptFile) => {
    metrics.countUpload(sizeBytes);
    return { taskId, name, sizeBytes, path: join(store.folder ?? '/', uploadKey(taskId)) };
  };
  const { kept } = sent.received;
  const adding: Promise<Task[]>[] = [];
  for (let first = 0; first < kept.length; first += addedAtOnce) {
    if (first > 0) await setImmediate();
    const files = kept.slice(first, first + addedAtOnce).map(asFile);
    const added = submissions.submit({ files, submitter, recipe, batch });
    // Whoever waits for all of them hears of it: what fails between turns must not end the process.
    added.catch(() => undefined);
    adding.push(added);
  }
  return (await Promise.all(adding)).flat();
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

type Kept = Awaited<ReturnType<typeof receiveBatch>>;

/** Makes tasks of what a request brought. `known` is where the ids of a key come from that was used before; else null. */
async function submitAll(
  service: Service,
  { request, known }: { readonly request: FastifyRequest; readonly known: Origin | null },
  received: Kept,
): Promise<Task[]> {
  const { submissions, store, ids } = service;
  const { kept, refused, fields, archive } = received;
  const [{ code } = { code: archive === null ? 'no-file' : 'not-an-image' } as const] = refused;
  if (kept.length === 0) throw new Refusal(code);
  const recipe = recipeOf(fields, store.folder ?? '/');
  const idAt = known && idsOf(ids, known);
  const all = idAt ? await matchKnown(service, { kept, recipe, idAt }) : kept;
  const files = all.filter((one) => 'taskId' in one);
  const sent = { request, received: { ...received, kept: files }, recipe };
  const copies = all.flatMap((one, at) => {
    const from = kept[at]?.taskId;
    return 'taskId' in one && from ? [{ from, to: one.taskId }] : [];
  });
  const add = () => addTasks(service, sent);
  const adding = submissions.withRoomFor(request.submitter, files.length, () =>
    known ? submitCopies(service, { files: copies, origin: known }, add) : add(),
  );
  if (adding === null) throw new Refusal('queue-full');
  const added = new Map((await adding).map((task) => [task.id, task]));
  if (known) await received.discard();
  return all.flatMap((one) => ('taskId' in one ? (added.get(one.taskId) ?? []) : one));
}

/**
 * Every picture is in the store before the first of them is a task; a request that is refused leaves nothing. The same key of the same
 * submitter always means the same tasks, and is refused with other pictures or another recipe.
 */
async function acceptBatch(
  service: Service,
  request: FastifyRequest,
  origin: Origin | null,
): Promise<AcceptedBatchBody> {
  const { engine, submissions, limits, store, ids, farm } = service;
  const { maxUploadBytes, maxBatchBytes } = limits;
  const { submitter } = request;
  if (!submissions.hasRoomFor(submitter)) throw new Refusal('queue-full');
  if (farm?.health.problem) throw new Refusal('redis-unavailable');
  const known = origin && (await isKnown(service, idsOf(ids, origin))) ? origin : null;
  const arrival = createArrival(service, known ? null : origin);
  try {
    const terms = { store, ids, arrival, maxUploadBytes, maxBatchBytes };
    const received = await receiveBatch(request, terms);
    try {
      return answerOf(received, await submitAll(service, { request, known }, received));
    } catch (error) {
      // Some may be tasks already, and its sender sends all of them again: with a key to the same ids.
      const taskIds = received.kept.map(({ taskId }) => taskId);
      if (origin) engine.remove(taskIds);
      else engine.cancel(taskIds);
      await received.discard();
      throw error;
    }
  } finally {
    await arrival.end();
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
      headers: IdempotencyHeaders,
      response: { 202: AcceptedBatch },
    },
    async handler(request, reply) {
      limit(request, reply);
      const key = request.headers['idempotency-key'] ?? null;
      if (key === null) return reply.code(202).send(await acceptBatch(service, request, null));
      const origin = keyedOrigin(request.submitter, key);
      const endSilence = allowSilence(request);
      const turn = service.arriving.inTurn(origin, () => {
        endSilence();
        return acceptBatch(service, request, origin);
      });
      return reply.code(202).send(await turn);
    },
  });
}

import { z } from 'zod';
import { type Batch, BatchOrigin } from '../../shared/task/batch.ts';
import { FoundOrder, HistoryQuery } from '../../shared/task/history.ts';
import { isRetryable, isSettled, type TaskStatus } from '../../shared/task/status.ts';
import { BatchId, TaskId } from '../../shared/task/task.ts';
import type { Service } from '../service.ts';
import { actOnFound, misunderstood } from '../tasks/act-on-found.ts';
import { publicBatch } from '../public-view/public-task.ts';
import { allowSilence } from '../http/silence.ts';
import { taskBody } from '../public-view/task-body.ts';
import type { App } from '../http/server.ts';
import { RetriedTask, TaskBody } from '../http/document/answers.ts';
import { madeTask, sampleBatch } from '../http/document/samples.ts';
import { Refusal } from '../http/problems.ts';

const { minValue, maxValue } = HistoryQuery.unwrap().shape.limit.unwrap();
const tags = ['tasks'];
const taskListExample = {
  number: madeTask.number,
  tasks: [taskBody(madeTask)],
  next: null,
  total: 1,
  unknownWords: [],
  hint: null,
};

const TaskListQuery = z.object({
  search: z
    .string()
    .max(500)
    .default('')
    .describe('As typed in the window: `status:failed name:IMG_20* after:yesterday -draft`'),
  before: z.coerce.number().int().positive().optional().describe('`next` of the page before'),
  limit: z.coerce
    .number()
    .int()
    .min(minValue ?? 1)
    .max(maxValue ?? 100)
    .default(100),
});

const TaskListBody = z
  .object({
    number: z.int().describe('Of the newest change: /events goes on from here'),
    tasks: z.array(TaskBody),
    next: z.int().nullable(),
    total: z.int(),
    unknownWords: z.array(z.string()).describe('Then nothing is found, and `hint` says why'),
    hint: z.string().nullable().describe('What the search understands, in one line for people'),
  })
  .meta({ id: 'TaskList', examples: [taskListExample] });

const AttemptBody = z.object({
  attempt: z.int(),
  startedAt: z.int(),
  finishedAt: z.int().nullable(),
  endedAs: z.string().nullable().describe('`succeeded`, `cancelled` … or the code of the failure'),
  worker: z.string().nullable(),
  log: z.string().nullable().describe('What the decoder said'),
});
const runExample = {
  attempt: 1,
  startedAt: madeTask.queuedAt + 23,
  finishedAt: madeTask.finishedAt,
  endedAs: 'succeeded',
  worker: 'studio-4711-9f3c',
  log: null,
};
const TaskDetailBody = TaskBody.extend({
  recipe: z.record(z.string(), z.unknown()).describe('As POST /convert takes it'),
  runs: z.array(AttemptBody.meta({ id: 'Attempt' })),
}).meta({
  id: 'TaskDetail',
  examples: [{ ...taskBody(madeTask), recipe: sampleBatch.recipe, runs: [runExample] }],
});

const ActionBody = z
  .object({ search: z.string().max(500), action: FoundOrder.unwrap().shape.action })
  .meta({ examples: [{ search: 'status:failed', action: 'retry' }] });
const ActedBody = z.object({ count: z.int() }).meta({ id: 'Acted', examples: [{ count: 12 }] });

const BatchBody = z.object({
  id: BatchId,
  number: z.int(),
  title: z.string(),
  origin: BatchOrigin,
  createdAt: z.int(),
  preset: z.string(),
});
function batchBody({ recipe, ...batch }: Batch): z.infer<typeof BatchBody> {
  const { id, number, title, origin, createdAt } = batch;
  return { id, number, title, origin, createdAt, preset: recipe.name };
}

const BatchListBody = z
  .object({ batches: z.array(BatchBody.meta({ id: 'Batch' })), next: z.int().nullable() })
  .meta({ id: 'BatchList', examples: [{ batches: [batchBody(sampleBatch)], next: null }] });

/** Every task there is, newest first, and another attempt for those that failed. */
export function addTaskRoutes(app: App, service: Service): void {
  const { engine, changes } = service;
  app.get('/tasks', {
    schema: {
      operationId: 'listTasks',
      tags,
      summary: 'Search all tasks',
      querystring: TaskListQuery,
      response: { 200: TaskListBody },
    },
    async handler({ query }) {
      const { search: text, before = null, limit } = query;
      // Taken before the list: what changes meanwhile is then told twice, never not at all.
      const number = changes.lastNumber;
      const page = await engine.searchHistory({ text, before, limit });
      return {
        number,
        tasks: page.tasks.map(taskBody),
        next: page.next,
        // Counted, since nothing else was asked for.
        total: page.total ?? page.tasks.length,
        unknownWords: [...page.unknownWords],
        hint: page.hint,
      };
    },
  });

  /** Answers with the task as it is then; refuses what is not possible while it is as it is. */
  const act = (
    id: TaskId,
    { may, by }: { may: (status: TaskStatus) => boolean; by: (ids: TaskId[]) => unknown },
  ) => {
    const task = engine.find(id);
    if (!task) throw new Refusal('not-found');
    if (!may(task.status)) throw new Refusal('not-possible');
    by([id]);
    return taskBody(engine.find(id) ?? task);
  };

  app.post('/tasks/:id/retry', {
    config: { refusals: ['not-found', 'not-possible'] },
    schema: {
      operationId: 'retryTask',
      tags,
      summary: 'Queue a failed, cancelled or skipped task anew',
      params: z.object({ id: TaskId }),
      response: { 202: RetriedTask },
    },
    handler(request, reply) {
      reply.code(202);
      return act(request.params.id, { may: isRetryable, by: (ids) => engine.retry(ids) });
    },
  });

  app.get('/tasks/:id', {
    config: { refusals: ['not-found'] },
    schema: {
      operationId: 'getTask',
      tags,
      summary: 'One task with its recipe and its attempts',
      params: z.object({ id: TaskId }),
      response: { 200: TaskDetailBody },
    },
    handler({ params: { id } }) {
      const detail = engine.detail(id);
      if (!detail) throw new Refusal('not-found');
      const { task, batch, attempts } = detail;
      const runs = attempts.map((one) => ({ ...one, worker: one.worker ?? null }));
      return { ...taskBody(task), recipe: { ...publicBatch(batch).recipe }, runs };
    },
  });

  app.post('/tasks/:id/cancel', {
    config: { refusals: ['not-found', 'not-possible'] },
    schema: {
      operationId: 'cancelTask',
      tags,
      summary: 'Cancel a task that waits, or end its running attempt',
      description:
        'An attempt that runs is killed and leaves nothing; the task is cancelled, not tried again, until somebody retries it.',
      params: z.object({ id: TaskId }),
      response: { 202: RetriedTask },
    },
    handler(request, reply) {
      reply.code(202);
      const may = (status: TaskStatus) => !isSettled(status);
      return act(request.params.id, { may, by: (ids) => engine.cancel(ids) });
    },
  });

  app.post('/tasks/actions', {
    schema: {
      operationId: 'actOnTasks',
      tags,
      summary: 'Retry, cancel or remove all tasks that a search finds',
      description:
        'As far as it fits them; nothing where the search is not understood. Removing takes their pictures along. It is answered when it is done.',
      body: ActionBody,
      response: { 200: ActedBody },
    },
    async handler(request) {
      const { search: text, action } = request.body;
      const hint = misunderstood(text);
      if (hint !== null) throw new Refusal('not-understood', { message: hint });
      const endSilence = allowSilence(request);
      const count = await actOnFound(service, { text, action }).finally(endSilence);
      return { count };
    },
  });

  app.get('/batches', {
    schema: {
      operationId: 'listBatches',
      tags,
      summary: 'What was sent together, newest first',
      querystring: z.object({
        before: z.coerce.number().int().positive().optional().describe('`next` of the page before'),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
      response: { 200: BatchListBody },
    },
    handler({ query: { before = Number.MAX_SAFE_INTEGER, limit } }) {
      const batches = engine
        .snapshot()
        .batches.filter((batch) => batch.number < before)
        .toSorted((a, b) => b.number - a.number)
        .slice(0, limit)
        .map(batchBody);
      const last = batches.length === limit ? batches.at(-1) : undefined;
      return { batches, next: last?.number ?? null };
    },
  });
}

import { z } from 'zod';
import { type Batch, BatchOrigin } from '../../shared/task/batch.ts';
import { HistoryQuery } from '../../shared/task/history.ts';
import { isRetryable } from '../../shared/task/status.ts';
import { BatchId, TaskId } from '../../shared/task/task.ts';
import type { Service } from '../service.ts';
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
export function addTaskRoutes(app: App, { engine, changes }: Service): void {
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
      const { id } = request.params;
      const task = engine.find(id);
      if (!task) throw new Refusal('not-found');
      if (!isRetryable(task.status)) throw new Refusal('not-possible');
      engine.retry([id]);
      reply.code(202);
      return taskBody(engine.find(id) ?? task);
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

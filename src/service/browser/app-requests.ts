import { availableParallelism } from 'node:os';
import {
  type AnswerOf,
  isChannel,
  parseInput,
  type RequestInput,
} from '../../shared/ipc/contract.ts';
import type { Problem } from '../../shared/ipc/answers.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { isPageChannel, type PageChannel, pageRequests } from '../../shared/service/page.ts';
import type { Service } from '../service.ts';
import { sweep } from '../retention/retention.ts';
import { actOnFound, misunderstood } from '../tasks/act-on-found.ts';
import { removeAllTasks, removeTask } from '../tasks/remove-task.ts';
import { runAgain } from '../tasks/run-again.ts';
import { publicBatch, publicTask } from '../public-view/public-task.ts';
import type { PagePreviews } from './page-previews.ts';
import { endsElsewhere, publicReport } from '../public-view/public-report.ts';

type Handler<C extends PageChannel> = (
  input: RequestInput<C>,
  submitter: string,
) => AnswerOf<C> | Problem | Promise<AnswerOf<C> | Problem>;
type Handlers = { readonly [C in PageChannel]: Handler<C> };

/** Whether it changes nothing. */
export const isReading = (channel: string) =>
  isPageChannel(channel) && pageRequests[channel] === 'read';

const workerProblems = {
  told: undefined,
  'not-found': { code: 'not-found', message: 'This worker is not there any more.' },
  'not-possible': { code: 'not-possible', message: endsElsewhere },
  'redis-unavailable': { code: 'not-possible', message: 'Redis does not answer. Try again later.' },
} as const satisfies Record<string, Problem | undefined>;

const dayMs = 86_400_000;
const isProblem = (answer: unknown): answer is Problem =>
  typeof answer === 'object' && answer !== null && 'code' in answer && 'message' in answer;

/** The part of the window's contract that makes sense beyond this computer; the page does the rest itself. */
function handlersOf(service: Service, previews: PagePreviews, version: string): Handlers {
  const { engine } = service;
  return {
    'app:facts': () => ({
      version,
      serviceHost: null,
      electronVersion: '',
      platform: 'linux',
      coreCount: availableParallelism(),
      hasSamples: false,
      hasDesktopCache: false,
      notices: [],
    }),
    'queue:snapshot': () => {
      const snapshot = engine.snapshot();
      return { ...snapshot, batches: snapshot.batches.map(publicBatch) };
    },
    'queue:pause': () => engine.pause(),
    'queue:resume': () => engine.resume(),
    'queue:clear': () => engine.clear(),
    'task:list': ({ after, limit }) => {
      const page = engine.listTasks(after, limit);
      return { ...page, tasks: page.tasks.map(publicTask) };
    },
    'task:detail': (taskId) => {
      const detail = engine.detail(taskId);
      if (!detail) return { code: 'not-found', message: 'This task is not there any more.' };
      return { ...detail, task: publicTask(detail.task), batch: publicBatch(detail.batch) };
    },
    'task:cancel': (selection) => engine.cancel(selection),
    'task:retry': (selection) => engine.retry(selection),
    'task:remove': async (selection) => {
      if (selection === 'all') return removeAllTasks(service);
      for (const taskId of selection) await removeTask(service, taskId);
    },
    'task:run-again': (request, submitter) => runAgain(service, submitter, request),
    'history:search': async (query) => {
      const page = await engine.searchHistory(query);
      return {
        ...page,
        tasks: page.tasks.map(publicTask),
        batches: page.batches.map(publicBatch),
      };
    },
    'history:act': async (order) => {
      const hint = misunderstood(order.text);
      return hint === null ? actOnFound(service, order) : { code: 'not-possible', message: hint };
    },
    'history:clear': ({ olderThanDays }) =>
      sweep(service, { maxAgeMs: olderThanDays * dayMs, maxBytes: null }, Date.now()),
    'recipe:preview': (request, submitter) => previews.make(submitter, request),
    'monitor:report': () => publicReport(service),
    'worker:end': async (name) => workerProblems[await service.workers.end(name)],
    'worker:set-jobs': async (order) => workerProblems[await service.workers.setJobs(order)],
  };
}

export interface PageRequest {
  readonly channel: string;
  readonly raw: unknown;
  readonly submitter: string;
}
export type AnswerRequest = (request: PageRequest) => Promise<Result<unknown, Problem>>;

/** Parses and carries out one request of the page. */
export function createRequests(
  service: Service,
  previews: PagePreviews,
  version: string,
): AnswerRequest {
  const handlers = handlersOf(service, previews, version);

  const carryOut = async <C extends PageChannel>(channel: C, { raw, submitter }: PageRequest) => {
    const input = parseInput(channel, raw);
    if (!input.success) {
      return notOk({ code: 'not-understood', message: 'The request cannot be read.' } as const);
    }
    const answer = await handlers[channel](input.data, submitter);
    return isProblem(answer) ? notOk(answer) : ok(answer);
  };

  return async (request) => {
    const { channel } = request;
    if (isPageChannel(channel)) return carryOut(channel, request);
    return isChannel(channel)
      ? notOk({ code: 'not-possible', message: 'This needs Thumbline’s own window.' })
      : notOk({ code: 'not-understood', message: 'There is no such request.' });
  };
}

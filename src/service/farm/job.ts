import { z } from 'zod';
import { Failure, ResultNote } from '../../shared/task/failure.ts';
import { Recipe } from '../../shared/task/recipe.ts';
import { Output, SourceImage, type TaskId } from '../../shared/task/task.ts';

export const queueName = 'tasks';
export const jobName = 'make';

/**
 * What travels through Redis to a worker: never pictures. The job's id is the task's; its upload is in the store
 * under that id. `queuedAt` tells this asking for it from an earlier one: answers carry it back.
 */
export const JobOrder = z.object({
  version: z.literal(1),
  queuedAt: z.int(),
  name: z.string(),
  sizeBytes: z.int().nonnegative().nullable(),
  recipe: Recipe,
});
export type JobOrder = z.infer<typeof JobOrder>;

export interface WaitingJob {
  readonly taskId: TaskId;
  readonly priority: number;
  readonly order: JobOrder;
}

/**
 * Several small pictures of one recipe for one worker: one job costs Redis as much for sixteen of them as for one. Which of them are
 * still its own stands under `leasesKey`.
 */
export const LeaseOrder = z.object({
  version: z.literal(2),
  recipe: Recipe,
  tasks: z.array(JobOrder.omit({ version: true, recipe: true }).extend({ taskId: z.string() })),
});
export type LeaseOrder = z.infer<typeof LeaseOrder>;

export const AnyOrder = z.discriminatedUnion('version', [JobOrder, LeaseOrder]);

/** What a worker made. The outputs' paths are file names within the task's folder of the store. */
export const JobResult = z.object({
  queuedAt: z.int(),
  worker: z.string(),
  source: SourceImage,
  outputs: z.array(Output),
  notes: z.array(ResultNote),
});
export type JobResult = z.infer<typeof JobResult>;

/** Why a job failed for good, as its reason in Redis. */
export const JobFailure = z.object({
  queuedAt: z.int(),
  worker: z.string(),
  failure: Failure,
  log: z.string().nullable(),
});
export type JobFailure = z.infer<typeof JobFailure>;

/**
 * What became of a lease's tasks, by their ids: a `JobResult` or a `JobFailure` each. A task that is not there may yet be made, by itself.
 */
export const LeaseEnds = z.object({
  done: z.record(z.string(), z.unknown()),
  failed: z.record(z.string(), z.unknown()),
});
export type LeaseEnds = z.infer<typeof LeaseEnds>;

/** Undefined when the text is none of ours. */
export function parseJobFailure(reason: string): JobFailure | undefined {
  return JobFailure.safeParse(parseJson(reason)).data;
}

/** Undefined when it is none: then no schema fits it. */
export function parseJson(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { resolve } from 'node:path';
import type { Engine, EnqueueRequest } from '../engine/index.ts';
import type { Change } from '../shared/task/change.ts';
import type { Failure } from '../shared/task/failure.ts';
import { failureLine, skipWords } from '../shared/task/failure-words.ts';
import { isSettled } from '../shared/task/status.ts';
import type { BatchId, Task, TaskId } from '../shared/task/task.ts';
import type { Output, Picture } from './public.ts';

interface Shop {
  readonly engine: Engine;
  /** Fires when nothing more will be done; its reason is what the loop throws. */
  readonly ended: AbortSignal;
  /** What is being put on the queue; the engine can be closed when there is none. */
  readonly adding: Set<Promise<unknown>>;
}

const publicOutputs = (outputs: readonly Output[]): Output[] =>
  outputs.map(({ name, path, format, width, height, sizeBytes, placeholder }) => ({
    name,
    path,
    format,
    width,
    height,
    sizeBytes,
    ...(placeholder && { placeholder }),
  }));

function failed(source: string, failure: Failure, outputs: readonly Output[] = []): Picture {
  const { code } = failure;
  const message = failureLine(failure);
  return { status: 'failed', source, code, message, outputs: publicOutputs(outputs) };
}

/** Null for what is not to be told: it goes on, or was cancelled by whoever left the loop. */
function pictureOf(task: Task): Picture | null {
  const source = task.sourcePath;
  switch (task.status) {
    case 'succeeded':
      return { status: 'made', source, outputs: publicOutputs(task.outputs) };
    case 'failed':
      return failed(source, task.failure, task.partly?.outputs);
    case 'skipped':
      return { status: 'skipped', source, code: task.reason, message: skipWords(task.reason) };
    case 'cancelled':
    case 'queued':
    case 'running':
      return null;
  }
}

/** Gathers what becomes of one batch. Until that is known, of every batch: the first tasks may be done before the receipt is here. */
function createFollower(engine: Engine) {
  let batchId: BatchId | null = null;
  let early: Task[] = [];
  const waiting = new Set<TaskId>();
  const told = new Set<TaskId>();
  let pictures: Picture[] = [];
  let isLeft = false;
  let wake = () => {};

  const note = (task: Task) => {
    if (!isSettled(task.status)) {
      waiting.add(task.id);
      return;
    }
    waiting.delete(task.id);
    if (told.has(task.id)) return;
    told.add(task.id);
    const picture = pictureOf(task);
    if (picture && !isLeft) pictures.push(picture);
  };
  const cancelWaiting = () => {
    if (waiting.size > 0) engine.cancel([...waiting]);
  };
  const unsubscribe = engine.subscribe((changes: readonly Change[]) => {
    for (const change of changes) {
      if (change.kind !== 'task') continue;
      if (batchId === null) early.push(change.task);
      else if (change.task.batchId === batchId) note(change.task);
    }
    // In a later turn: whoever announces it has not done so to all.
    if (isLeft) queueMicrotask(cancelWaiting);
    wake();
  });
  return {
    begin(id: BatchId) {
      batchId = id;
      for (const task of early) if (task.batchId === id) note(task);
      early = [];
    },
    /** What is done since it was last asked. */
    take(): readonly Picture[] {
      const taken = pictures;
      pictures = [];
      return taken;
    },
    /** Resolves when there may be more. */
    more: () =>
      new Promise<void>((resolveMore) => {
        wake = resolveMore;
      }),
    wake: () => wake(),
    /** Cancels what waits and what is still found. */
    leave() {
      isLeft = true;
      cancelWaiting();
    },
    /** Everything is settled: the queue may forget it. */
    forget() {
      if (told.size > 0) engine.remove([...told]);
    },
    unsubscribe,
  };
}

/** Adds a batch to the queue and answers with what becomes of each picture, in the order in which they are done. */
export async function* runBatch(
  { engine, ended, adding }: Shop,
  { paths, recipe }: Pick<EnqueueRequest, 'paths' | 'recipe'>,
): AsyncGenerator<Picture, void, void> {
  ended.throwIfAborted();
  const follower = createFollower(engine);
  const stopping = Promise.withResolvers<void>();
  const stop = () => {
    follower.wake();
    stopping.resolve();
  };
  ended.addEventListener('abort', stop);
  let settled = Promise.resolve();
  let isDone = false;
  const noteEnd = async (batchId: BatchId) => {
    await engine.settled(batchId);
    isDone = true;
    follower.wake();
  };
  try {
    const absolute = paths.map((path) => resolve(path));
    const enqueued = engine.enqueue({ paths: absolute, recipe, origin: 'terminal' });
    adding.add(enqueued);
    const receipt = await enqueued.finally(() => adding.delete(enqueued));
    ended.throwIfAborted();
    if (receipt.batchId !== null) {
      follower.begin(receipt.batchId);
      settled = noteEnd(receipt.batchId);
    } else isDone = true;
    for (const { path, failure } of receipt.refused) yield failed(path, failure);
    for (;;) {
      ended.throwIfAborted();
      // Before the last pictures are taken: none comes after it.
      const wasDone = isDone;
      const more = follower.more();
      yield* follower.take();
      if (wasDone) return;
      if (!isDone) await more;
    }
  } finally {
    if (!isDone && !ended.aborted) follower.leave();
    await Promise.race([settled, stopping.promise]);
    ended.removeEventListener('abort', stop);
    follower.unsubscribe();
    if (!ended.aborted) follower.forget();
  }
}

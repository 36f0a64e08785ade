import { Worker } from 'node:worker_threads';
import type { ThreadOrder } from './checkpoints.ts';

/** A question on its way to a thread, or the thread's answer to it. */
export interface Numbered<Value> {
  readonly id: number;
  readonly value: Value;
}

export interface ThreadQuestions<Question, Answer> {
  /** False until the thread has started: it is then some tenths of a second away from its first answer. */
  readonly isReady: boolean;
  /** Null when the thread is dead: then the caller has to find the answer. */
  ask(question: Question): Promise<Answer | null>;
  close(): void;
}

/**
 * Questions to a thread of the history with a connection of its own, which only reads. The thread starts with the first
 * one, and keeps the process alive while it owes an answer. `entry` is the file of `history-thread`.
 */
export function createThreadQuestions<Question, Answer>(
  order: ThreadOrder,
  entry: URL | string,
): ThreadQuestions<Question, Answer> {
  const waiting = new Map<number, (answer: Answer | null) => void>();
  let thread: Worker | null = null;
  let isDead = false;
  let isReady = false;
  let lastId = 0;

  const onDeath = () => {
    isDead = true;
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
  };
  const start = () => {
    const started = new Worker(entry, { workerData: order });
    started.on('message', ({ id, value }: Numbered<Answer>) => {
      isReady = true;
      waiting.get(id)?.(value);
      waiting.delete(id);
      if (waiting.size === 0) started.unref();
    });
    started.on('error', onDeath);
    started.on('exit', onDeath);
    return started;
  };

  return {
    get isReady() {
      return isReady;
    },
    ask(value) {
      if (isDead) return Promise.resolve(null);
      thread ??= start();
      thread.ref();
      const { promise, resolve } = Promise.withResolvers<Answer | null>();
      const id = (lastId += 1);
      waiting.set(id, resolve);
      const numbered: Numbered<Question> = { id, value };
      thread.postMessage(numbered);
      return promise;
    },
    close() {
      isDead = true;
      void thread?.terminate();
    },
  };
}

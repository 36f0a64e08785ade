import { type BigIntStats } from 'node:fs';
import { onDisk } from '../../engine/files/index.ts';
import type { Engine } from '../../engine/index.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import { ok, type Result } from '../../shared/result.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import type { ResultsOf } from '../../shared/task/results-out.ts';
import type { Output, Task } from '../../shared/task/task.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import { findTasks } from './find-tasks.ts';

/** A result that is where it was made. */
export interface FoundResult {
  readonly task: Task;
  readonly output: Output;
  readonly sizeBytes: number;
  readonly fingerprint: string;
}

export interface FoundResults {
  readonly results: readonly [FoundResult, ...FoundResult[]];
  readonly goneCount: number;
}

/** Null unless a name here is no text: as text, which is how programs hand over names, it would be that of another file. */
export function namesProblem(results: readonly FoundResult[]): Result<never, Problem> | null {
  const areTexts = results.every(({ output }) => output.path.isWellFormed());
  return areTexts ? null : refuse('not-possible', desktopWords('drag.name'));
}

const lookedAtOnce = 32;

/** Changes whenever somebody writes to the file. */
export const fingerprintOf = ({ size, mtimeNs }: BigIntStats) => `${size}:${mtimeNs}`;

const ownFacts = async (path: string) => {
  const facts = await onDisk('lstat', path).catch(() => null);
  return facts?.isFile() ? facts : null;
};

/** Null where no file is. */
export async function fingerprintAt(path: string): Promise<string | null> {
  const facts = await ownFacts(path);
  return facts && fingerprintOf(facts);
}

/** Null for what is no file any more. A link in the place of a result is none that we made. */
async function look(task: Task, output: Output): Promise<FoundResult | null> {
  const facts = await ownFacts(output.path);
  if (facts === null) return null;
  return { task, output, sizeBytes: Number(facts.size), fingerprint: fingerprintOf(facts) };
}

/**
 * The files that these tasks made and that are still there: the page names tasks, and only the history says where their results
 * are. Refuses when there are none.
 */
export async function findResults(
  engine: Pick<Engine, 'find'>,
  { taskIds, output: wanted }: ResultsOf,
): Promise<Result<FoundResults, Problem>> {
  const tasks = await findTasks(engine, taskIds);
  const made = tasks.flatMap((task) =>
    outputsOf(task)
      .filter((_output, at) => wanted === null || at === wanted)
      .map((output) => ({ task, output })),
  );
  const found: FoundResult[] = [];
  for (let at = 0; at < made.length; at += lookedAtOnce) {
    const looked = made.slice(at, at + lookedAtOnce).map(({ task, output }) => look(task, output));
    found.push(...(await Promise.all(looked)).filter((result) => result !== null));
  }
  const [first, ...others] = found;
  if (!first) return refuse('not-found', desktopWords('resultsGone', { count: made.length }));
  return ok({ results: [first, ...others], goneCount: made.length - found.length });
}

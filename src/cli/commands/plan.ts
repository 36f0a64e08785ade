import {
  createManifests,
  createWorkerPool,
  makePlan,
  type ResultMemory,
} from '../../engine/index.ts';
import type { PlanRow, PlanTotals } from '../../shared/task/plan.ts';
import { leftOutCount } from '../../shared/task/batch.ts';
import type { Failure } from '../../shared/task/failure.ts';
import { failureLine, skipWords } from '../../shared/task/failure-words.ts';
import { dryRunWords } from '../../shared/words/areas/dry-run.ts';
import { bytesRangeWords, bytesWords } from '../../shared/words/numbers.ts';
import type { Request } from '../args/choose-recipe.ts';
import { leftOutLine, ownResultsLine } from '../report/finishing-lines.ts';
import type { Voice } from '../report/voice.ts';
import { limitsOf } from '../args/limits.ts';
import { type Helpers, trash } from '../runs/open-engine.ts';
import type { Options } from '../args/options.ts';
import { shortPath } from '../report/task-lines.ts';
import { humanTime } from '../report/times.ts';

interface PlanRun {
  readonly request: Request;
  readonly options: Pick<Options, 'isJson' | 'isQuiet' | 'limits'>;
  readonly voice: Voice;
  readonly concurrency: number;
  readonly memory: ResultMemory;
  readonly helpers: Helpers;
  readonly stop: AbortSignal;
}

const isOwnResult = (row: PlanRow) => row.action === 'skip' && row.reason === 'own-result';

/** A line for each file that would be written, or one that says why there is none; results of earlier runs are counted. */
function planLines(plan: PlanRow, cwd: string): string[] {
  const source = shortPath(plan.sourcePath, cwd);
  if (plan.action === 'fail') return [`${source}: ${failureLine(plan.failure)}`];
  if (isOwnResult(plan)) return [];
  if (plan.action === 'skip') return [`${source}: ${skipWords(plan.reason)}`];
  return plan.outputs.map(({ path, width, height, action }) =>
    dryRunWords('output', { source, path: shortPath(path, cwd), width, height, action }),
  );
}

const faultsOf = (plan: PlanRow) => (plan.action === 'write' ? (plan.faults ?? []) : []);

/** Outputs that could not be made although others could. */
function missingLines(plan: PlanRow, cwd: string): string[] {
  const source = shortPath(plan.sourcePath, cwd);
  return faultsOf(plan).map(
    ({ output, failure }) => `${source}, ${output}: ${failureLine(failure)}`,
  );
}

const failureRecord = (failure: Failure) => ({ code: failure.code, message: failureLine(failure) });

/** Whether a run of it would end as failed; others of its outputs may be made. */
const wouldFail = (row: PlanRow) => row.action === 'fail' || faultsOf(row).length > 0;

function planRecord(plan: PlanRow) {
  const outputs = plan.action === 'write' ? plan.outputs : [];
  const missing = faultsOf(plan).map(({ output, failure }) => ({
    output,
    ...failureRecord(failure),
  }));
  return {
    source: plan.sourcePath,
    action: plan.action,
    outputs: outputs,
    reason: plan.action === 'skip' ? plan.reason : null,
    failure: plan.action === 'fail' ? failureRecord(plan.failure) : null,
    ...(missing.length > 0 && { missing }),
  };
}

/** Size and time are guesses; names that were taken are counted. */
function guessLine(totals: PlanTotals): string {
  const { leastBytes, mostBytes, estimatedMs, freeBytes, collisionCount } = totals;
  const about = { size: bytesRangeWords(leastBytes, mostBytes), time: humanTime(estimatedMs) };
  const guess =
    freeBytes === null
      ? dryRunWords('guess', about)
      : dryRunWords('guess.free', { ...about, free: bytesWords(freeBytes) });
  if (collisionCount === 0) return guess;
  return `${guess} ${dryRunWords('taken', { count: collisionCount })}`;
}

/** Says what a run would do, source by source, and writes nothing. Answers with how many would fail. */
export async function plan(run: PlanRun): Promise<{ readonly failed: number }> {
  const { options, voice } = run;
  const tell = (line: string) => {
    if (!options.isQuiet) voice.say(line);
  };
  const { limitMs, readLimits } = limitsOf(options.limits);
  const { launcher, walker } = run.helpers;
  const pool = createWorkerPool({ launcher, limitMs, limits: readLimits });
  const { request, concurrency, memory } = run;
  const manifests = createManifests();
  const tools = { pool, walker, concurrency, memory, manifests, mayReplaceSources: trash !== null };
  const { rows, ...totals } = await makePlan(tools, {
    ...request,
    signal: run.stop,
  });
  await pool.close();
  for (const row of rows) {
    if (options.isJson) voice.say(JSON.stringify(planRecord(row)));
    else {
      planLines(row, voice.cwd).forEach(row.action === 'fail' ? voice.complain : tell);
      missingLines(row, voice.cwd).forEach(voice.complain);
    }
  }
  const fail = rows.filter(wouldFail).length;
  const skip = rows.filter(({ action }) => action === 'skip').length;
  const write = rows.length - fail - skip;
  const { leftOut, ...sums } = totals;
  const { outputCount } = sums;
  if (options.isJson) {
    const summary = { planned: write, skipped: skip, failed: fail, ...sums };
    voice.say(JSON.stringify({ summary }));
    return { failed: fail };
  }
  const counts = { outputs: outputCount, pictures: write, skipped: skip, failed: fail };
  tell(dryRunWords('would', counts));
  if (outputCount > 0) tell(guessLine(totals));
  const resultCount = rows.filter(isOwnResult).length;
  if (resultCount > 0) tell(ownResultsLine(resultCount));
  if (leftOutCount(leftOut) > 0) tell(leftOutLine(leftOutCount(leftOut)));
  return { failed: fail };
}

import { dryRun, type Plan } from '../engine/planning/dry-run.ts';
import { createWorkerPool } from '../engine/worker-pool/create-worker-pool.ts';
import { leftOutCount } from '../shared/task/batch.ts';
import { failureLine, skipWords } from '../shared/task/failure-words.ts';
import type { Request } from './choose-recipe.ts';
import { leftOutLine } from './finishing-lines.ts';
import type { Voice } from './line-reporter.ts';
import { limitsOf } from './limits.ts';
import { launcher, walker } from './open-engine.ts';
import type { Options } from './options.ts';
import { shortPath } from './task-lines.ts';
import { number, plural } from './words.ts';

interface PlanRun {
  readonly request: Request;
  readonly options: Pick<Options, 'isJson' | 'isQuiet' | 'limits'>;
  readonly voice: Voice;
  readonly concurrency: number;
  readonly stop: AbortSignal;
}

function planLine(plan: Plan, cwd: string): string {
  const source = shortPath(plan.sourcePath, cwd);
  if (plan.action === 'fail') return `${source}: ${failureLine(plan.failure)}`;
  if (plan.action === 'skip') return `${source}: ${skipWords[plan.reason]}`;
  const files = plan.outputs.map(
    ({ path, width, height }) => `${shortPath(path, cwd)} (${width} × ${height})`,
  );
  return `${source} → ${files.join(', ')}`;
}

function planRecord(plan: Plan) {
  const outputs = plan.action === 'write' ? plan.outputs : [];
  return {
    source: plan.sourcePath,
    action: plan.action,
    outputs: outputs.map(({ path, width, height, format }) => ({ path, width, height, format })),
    failure:
      plan.action === 'fail'
        ? { code: plan.failure.code, message: failureLine(plan.failure) }
        : null,
  };
}

/** Says what a run would do, source by source, and writes nothing. Answers with how many would fail. */
export async function plan(run: PlanRun): Promise<{ readonly failed: number }> {
  const { options, voice } = run;
  const counts = { write: 0, skip: 0, fail: 0 };
  let outputCount = 0;
  const tell = (line: string) => {
    if (!options.isQuiet) voice.say(line);
  };
  const { limitMs, readLimits } = limitsOf(options.limits);
  const pool = createWorkerPool({ launcher, limitMs, limits: readLimits });
  const leftOut = await dryRun(
    { pool, walker, concurrency: run.concurrency },
    {
      ...run.request,
      signal: run.stop,
      onPlan(one) {
        counts[one.action] += 1;
        outputCount += one.action === 'write' ? one.outputs.length : 0;
        if (options.isJson) voice.say(JSON.stringify(planRecord(one)));
        else if (one.action === 'fail') voice.complain(planLine(one, voice.cwd));
        else tell(planLine(one, voice.cwd));
      },
    },
  );
  await pool.close();
  const { write, skip, fail } = counts;
  if (options.isJson) {
    voice.say(JSON.stringify({ summary: { planned: write, skipped: skip, failed: fail } }));
    return { failed: fail };
  }
  const would = `${plural(outputCount, 'thumbnail')} from ${plural(write, 'picture')}`;
  tell(`Would make ${would}, skip ${number(skip)}, fail on ${number(fail)}. Nothing was written.`);
  if (leftOutCount(leftOut) > 0) tell(leftOutLine(leftOutCount(leftOut)));
  return { failed: fail };
}

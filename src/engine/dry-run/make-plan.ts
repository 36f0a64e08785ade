import type { Plan } from '../../shared/task/plan.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { dryRun, type DryRunTools } from './dry-run.ts';
import { estimate } from './estimate.ts';
import type { PlacedRow } from './placed.ts';
import { takeSamples } from './take-samples.ts';

export interface PlanRequest {
  readonly paths: readonly string[];
  readonly recipe: Recipe;
  readonly takesResults?: boolean;
  readonly signal: AbortSignal;
}

/**
 * What a run would do: every source, and what it adds up to. Writes nothing; how large the files become is learned from
 * a few that are encoded in memory.
 */
export async function makePlan(tools: DryRunTools, request: PlanRequest): Promise<Plan> {
  const { paths, recipe, takesResults, signal } = request;
  const { concurrency } = tools;
  const found: PlacedRow[] = [];
  const onPlan = (row: PlacedRow) => void found.push(row);
  const leftOut = await dryRun(tools, { paths, recipe, takesResults, onPlan, signal });
  const sources = found.filter((row) => row.action === 'write');
  const { samples, failures } = await takeSamples(tools, sources, { recipe, signal });
  const placed = found.map((row): PlacedRow => {
    const why = row.action === 'write' ? failures.get(row) : undefined;
    return why ? { sourcePath: row.sourcePath, action: 'fail', failure: why } : row;
  });
  return { ...(await estimate(placed, samples, { recipe, concurrency })), leftOut };
}

export interface DryRun {
  /** What a run would do with these sources. Reads headers only and writes nothing. */
  plan(request: PlanRequest): Promise<Plan>;
}

export function createDryRun(
  tools: Omit<DryRunTools, 'concurrency'> & { readonly concurrency: () => number },
): DryRun {
  return { plan: (request) => makePlan({ ...tools, concurrency: tools.concurrency() }, request) };
}

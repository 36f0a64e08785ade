import type { Plan, PlanRow } from '../shared/task/plan.ts';
import type { Recipe } from '../shared/task/recipe.ts';
import { dryRun, type DryRunTools } from './planning/dry-run.ts';
import { planTotals } from './planning/estimate.ts';

export interface PlanRequest {
  readonly paths: readonly string[];
  readonly recipe: Recipe;
  readonly takesResults?: boolean;
  /** Called for each source as soon as it is known. */
  readonly onRow?: (row: PlanRow) => void;
  readonly signal: AbortSignal;
}

/** What a run would do: every source, and what it adds up to. Writes nothing. */
export async function makePlan(tools: DryRunTools, request: PlanRequest): Promise<Plan> {
  const { paths, recipe, takesResults, onRow = () => undefined, signal } = request;
  const rows: PlanRow[] = [];
  const onPlan = (row: PlanRow) => {
    rows.push(row);
    onRow(row);
  };
  const leftOut = await dryRun(tools, { paths, recipe, takesResults, onPlan, signal });
  return { ...(await planTotals(rows, tools.concurrency)), rows, leftOut };
}

import type { PlacementRequest } from '../../../../src/engine/naming/placement.ts';
import { Recipe } from '../../../../src/shared/task/recipe.ts';

/** A request as the engine makes it: one JPEG output of 100 × 67 unless the recipe says more. */
export function placementRequest(
  sourcePath: string,
  recipe: object = {},
  facts: Partial<PlacementRequest> = {},
): PlacementRequest {
  const parsed = Recipe.parse({ outputs: [{ width: 100 }], ...recipe });
  return {
    taskId: 'task',
    batchId: 'batch',
    attempt: 1,
    sourcePath,
    root: null,
    recipe: parsed,
    counter: 1,
    queuedAt: new Date(2026, 3, 5, 12).getTime(),
    planned: parsed.outputs.map(() => ({ width: 100, height: 67, format: 'jpeg' })),
    ...facts,
  };
}

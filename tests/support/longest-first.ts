import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that took longest when every file was measured, the longest first. */
const longest = [
  'service/long-outage.test.ts',
  'cli/results.test.ts',
  'service/failures.test.ts',
  'engine/plan.test.ts',
  'service/browser.test.ts',
  'service/farm.test.ts',
  'service/browser-tasks.test.ts',
  'remote/results.test.ts',
  'worker/bombs.test.ts',
  'service/workers.test.ts',
  'service/line-rules.test.ts',
  'service/results.test.ts',
  'service/own-host.test.ts',
  'worker/recipe-operations.test.ts',
  'cli/standard-streams.test.ts',
  'cli/own-results.test.ts',
];

/** Its place among the longest; all others come after them. */
function placeOf({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((name) => moduleId.endsWith(`/${name}`));
  return at === -1 ? longest.length : at;
}

/** Begins with the longest files, so that the others run beside them: in a fresh checkout vitest goes by size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that took longest when every file was measured, the longest first. */
const longest = [
  'service/browser.test.ts',
  'cli/results.test.ts',
  'service/long-outage.test.ts',
  'remote/results.test.ts',
  'service/results.test.ts',
  'service/failures.test.ts',
  'service/killed-workers.test.ts',
  'cli/standard-streams.test.ts',
  'service/farm.test.ts',
  'cli/undo.test.ts',
  'service/browser-files.test.ts',
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

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Those that took longest when every file was measured, the longest first. A process of tests ends when its next file is one of
 * another project, so that those of `built` stand together.
 */
const longest = [
  'integration/service/long-outage.test.ts',
  'built/npm-package.test.ts',
  'built/terminal.test.ts',
  'built/service.test.ts',
  'integration/service/failures.test.ts',
  'integration/engine/crash.test.ts',
  'integration/service/hanging-store.test.ts',
  'integration/service/browser.test.ts',
  'integration/cli/standard-streams.test.ts',
  'integration/cli/hanging-drive.test.ts',
  'integration/service/farm.test.ts',
  'integration/service/browser-files.test.ts',
  'integration/worker/recipe-operations.test.ts',
  'integration/service/browser-tasks.test.ts',
  'integration/cli/undo.test.ts',
  'integration/cli/own-results.test.ts',
  'integration/remote/results.test.ts',
  'integration/cli/results.test.ts',
  'integration/cli/watch.test.ts',
  'integration/service/line-rules.test.ts',
  'integration/service/own-host.test.ts',
  'integration/cli/interrupted.test.ts',
  'integration/service/workers.test.ts',
  'integration/remote/away.test.ts',
  'integration/engine/plan.test.ts',
  'integration/worker/icons.test.ts',
  'integration/cli/shortages.test.ts',
  'integration/service/documented.test.ts',
  'integration/service/results.test.ts',
  'integration/cli/saving.test.ts',
  'integration/service/killed-workers.test.ts',
  'integration/engine/desktop-cache.test.ts',
];

const gone = longest.find((name) => !existsSync(join(import.meta.dirname, '..', name)));
if (gone !== undefined) throw new Error(`longest-first.ts names ${gone}, which is not there.`);

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

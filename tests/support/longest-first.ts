import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long whatever the computer: they are about an outage, or about looking for a while. */
const longest = ['service/long-outage.test.ts', 'worker/harmed-files.test.ts'];

const isLong = ({ moduleId }: TestSpecification) =>
  longest.some((name) => moduleId.endsWith(`/${name}`));

/** Begins with the longest files, so that the others run beside them; vitest cannot know them in a fresh checkout. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const { true: first = [], false: rest = [] } = Object.groupBy(sorted, (file) =>
      isLong(file) ? 'true' : 'false',
    );
    return [...first, ...rest];
  }
}

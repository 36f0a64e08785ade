import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Small files that take long: they are about an outage or about very many pictures. */
const longest = [
  'service/killed-workers.test.ts',
  'service/long-outage.test.ts',
  'engine/plan.test.ts',
];

const isLong = ({ moduleId }: TestSpecification) =>
  longest.some((name) => moduleId.endsWith(`/${name}`));

/** Begins with the longest files, so that the others run beside them: in a fresh checkout vitest goes by size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const { true: first = [], false: rest = [] } = Object.groupBy(sorted, (file) =>
      isLong(file) ? 'true' : 'false',
    );
    return [...first, ...rest];
  }
}

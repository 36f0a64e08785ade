import { failureLine, skipWords } from '../../../shared/task/failure-words.ts';
import type { Plan, PlannedFile, PlanRow } from '../../../shared/task/plan.ts';
import { planWords } from '../../../shared/words/areas/plan.ts';

export const planFilters = ['all', 'write', 'rename', 'overwrite', 'skip', 'fail'] as const;
export type PlanFilter = (typeof planFilters)[number];
type Action = Exclude<PlanFilter, 'all'>;

/** One line of the table: one file that would be written, or why a source makes none. */
export interface PlanLine {
  readonly key: string;
  readonly sourcePath: string;
  /** False for the further outputs of the same source. */
  readonly isFirst: boolean;
  readonly action: Action;
  readonly file: PlannedFile | null;
  readonly reason: string | null;
}

function linesOf(row: PlanRow): PlanLine[] {
  const { sourcePath } = row;
  const base = { key: sourcePath, sourcePath, isFirst: true, file: null };
  if (row.action === 'skip') return [{ ...base, action: 'skip', reason: skipWords(row.reason) }];
  if (row.action === 'fail') return [{ ...base, action: 'fail', reason: failureLine(row.failure) }];
  const files = row.outputs.map((file) => ({ action: file.action, file, reason: null }));
  const missing = (row.faults ?? []).map(({ output, failure }) => {
    return { action: 'fail' as const, file: null, reason: `${output}: ${failureLine(failure)}` };
  });
  return [...files, ...missing].map((line, index) => ({
    key: `${sourcePath} ${index}`,
    sourcePath,
    isFirst: index === 0,
    ...line,
  }));
}

/** As file managers sort. */
const order = new Intl.Collator('en', { numeric: true });

/** By source: headers are read several at once, so rows come in any order. */
export function planLines({ rows }: Pick<Plan, 'rows'>): readonly PlanLine[] {
  return rows.toSorted((a, b) => order.compare(a.sourcePath, b.sourcePath)).flatMap(linesOf);
}

/** The lines of one action; each begins anew with its source. */
export function filteredLines(lines: readonly PlanLine[], filter: PlanFilter): readonly PlanLine[] {
  if (filter === 'all') return lines;
  const left = lines.filter(({ action }) => action === filter);
  return left.map((line, index) => ({
    ...line,
    isFirst: line.sourcePath !== left[index - 1]?.sourcePath,
  }));
}

export function countLines(lines: readonly PlanLine[]): Readonly<Record<PlanFilter, number>> {
  const counts = { all: lines.length, write: 0, rename: 0, overwrite: 0, skip: 0, fail: 0 };
  for (const { action } of lines) counts[action] += 1;
  return counts;
}

/** A disk that what is planned would fill; null when there is room, or when that cannot be told. */
export function missingBytes({
  estimatedBytes,
  freeBytes,
}: Pick<Plan, 'estimatedBytes' | 'freeBytes'>) {
  if (freeBytes === null || freeBytes >= estimatedBytes) return null;
  return estimatedBytes - freeBytes;
}

export const planFilterWords: Readonly<Record<PlanFilter, string>> = {
  all: planWords('all'),
  write: planWords('new'),
  rename: planWords('renamed'),
  overwrite: planWords('replaced'),
  skip: planWords('skipped'),
  fail: planWords('notPossible'),
};

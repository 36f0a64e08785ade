import type { PlanFilter } from '../features/plan/plan-lines.ts';

export const planFilterWords: Readonly<Record<PlanFilter, string>> = {
  all: 'All',
  write: 'New',
  rename: 'Renamed',
  overwrite: 'Replaced',
  skip: 'Skipped',
  fail: 'Not possible',
};

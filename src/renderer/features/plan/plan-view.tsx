import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { useMemo, useState } from 'react';
import type { Plan } from '../../../shared/task/plan.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import { planFilterWords } from './plan-lines.ts';
import {
  countLines,
  filteredLines,
  type PlanFilter,
  planFilters,
  planLines,
} from './plan-lines.ts';
import { PlanTable } from './plan-table.tsx';

/** The table, and which part of it is shown. */
export function PlanView({ plan }: { plan: Plan }) {
  const [filter, setFilter] = useState<PlanFilter>('all');
  const lines = useMemo(() => planLines(plan), [plan]);
  const counts = useMemo(() => countLines(lines), [lines]);
  const shown = useMemo(() => filteredLines(lines, filter), [lines, filter]);
  return (
    <>
      <ToggleGroup<PlanFilter>
        className="filter-choices plan-filters"
        aria-label="Show"
        value={[filter]}
        onValueChange={([chosen]) => setFilter(chosen ?? 'all')}
      >
        {planFilters
          .filter((choice) => choice === 'all' || counts[choice] > 0)
          .map((choice) => (
            <Toggle key={choice} value={choice} className="filter-choice">
              {planFilterWords[choice]} <span>{countWords(counts[choice])}</span>
            </Toggle>
          ))}
      </ToggleGroup>
      <PlanTable lines={shown} />
    </>
  );
}

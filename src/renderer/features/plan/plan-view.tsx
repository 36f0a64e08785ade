import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Plan } from '../../../shared/task/plan.ts';
import { bytesRangeWords, bytesWords, countWords, plural } from '../../../shared/words/numbers.ts';
import { timeLeftWords } from '../../words/times.ts';
import { LeftOutButton } from '../tasks/left-out-button.tsx';
import {
  countLines,
  filteredLines,
  missingBytes,
  type PlanFilter,
  planFilters,
  planFilterWords,
  planLines,
} from './plan-lines.ts';
import { PlanTable } from './plan-table.tsx';

/** What the plan adds up to, in one line; and a warning when the disk is too small. */
export function PlanFacts({ plan }: { plan: Plan }) {
  const missing = missingBytes(plan);
  return (
    <div className="plan-facts">
      <span>
        <b>{countWords(plan.rows.length)}</b> {plan.rows.length === 1 ? 'picture' : 'pictures'} →{' '}
        <b>{plural(plan.outputCount, 'file')}</b>
      </span>
      <span>
        about <b>{bytesRangeWords(plan.leastBytes, plan.mostBytes)}</b>
      </span>
      <span>
        about <b>{timeLeftWords(plan.estimatedMs)}</b>
      </span>
      {plan.collisionCount > 0 ? (
        <span>
          <b>{countWords(plan.collisionCount)}</b>{' '}
          {plan.collisionCount === 1 ? 'name is' : 'names are'} taken
        </span>
      ) : null}
      {plan.freeBytes === null ? null : <span>{bytesWords(plan.freeBytes)} free</span>}
      {missing === null ? null : (
        <span className="plan-warning" role="alert">
          <TriangleAlert size={14} aria-hidden /> {bytesWords(missing)} too little room on the disk
        </span>
      )}
      <div className="plan-facts-end">
        <LeftOutButton of={[plan.leftOut]} />
      </div>
    </div>
  );
}

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

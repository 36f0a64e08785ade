import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Plan } from '../../../shared/task/plan.ts';
import { bytesRangeWords, bytesWords, countWords } from '../../../shared/words/numbers.ts';
import { planWords } from '../../../shared/words/areas/plan.ts';
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
        {planWords.parts('picturesToOutputs', {
          count: plan.rows.length,
          pictures: <b key="pictures">{countWords(plan.rows.length)}</b>,
          outputs: (
            <b key="outputs">{planWords('outputCount', { outputCount: plan.outputCount })}</b>
          ),
        })}
      </span>
      <span>
        {planWords.parts('about', {
          figure: <b key="bytes">{bytesRangeWords(plan.leastBytes, plan.mostBytes)}</b>,
        })}
      </span>
      <span>
        {planWords.parts('about', {
          figure: <b key="time">{timeLeftWords(plan.estimatedMs)}</b>,
        })}
      </span>
      {plan.collisionCount > 0 ? (
        <span>
          {planWords.parts('namesTaken', {
            count: plan.collisionCount,
            names: <b key="names">{countWords(plan.collisionCount)}</b>,
          })}
        </span>
      ) : null}
      {plan.freeBytes === null ? null : (
        <span>{planWords('free', { room: bytesWords(plan.freeBytes) })}</span>
      )}
      {missing === null ? null : (
        <span className="plan-warning" role="alert">
          <TriangleAlert size={14} aria-hidden />{' '}
          {planWords('tooLittleRoom', { room: bytesWords(missing) })}
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
        aria-label={planWords('show')}
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

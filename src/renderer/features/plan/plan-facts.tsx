import { TriangleAlert } from 'lucide-react';
import type { Plan } from '../../../shared/task/plan.ts';
import { bytesRangeWords, bytesWords, countWords, plural } from '../../../shared/words/numbers.ts';
import { timeLeftWords } from '../../words/times.ts';
import { LeftOutButton } from '../tasks/left-out-button.tsx';
import { missingBytes } from './plan-lines.ts';

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

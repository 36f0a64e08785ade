import '../../ui/page.css';
import './plan.css';
import { ArrowLeft } from 'lucide-react';
import type { Plan } from '../../../shared/task/plan.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useEscape } from '../../ui/use-escape.ts';
import { PlanFacts } from './plan-facts.tsx';
import { closePlan, startPlanned, usePlan } from './plan-store.ts';
import { PlanView } from './plan-view.tsx';

/** What would be written, before a byte is. */
export function PlanPlace() {
  const plan = usePlan((planning) => planning.plan);
  useEscape(closePlan);
  return (
    <main className="place">
      <header className="page-head">
        <div className="page-head-row">
          <IconButton
            label="Back to the queue"
            icon={<ArrowLeft size={16} />}
            onClick={closePlan}
          />
          <h1>Plan</h1>
          <StartButton plan={plan} />
        </div>
        {plan ? <PlanFacts plan={plan} /> : null}
      </header>
      {plan ? <PlanView plan={plan} /> : <NoPlan />}
    </main>
  );
}

function StartButton({ plan }: { plan: Plan | null }) {
  const label = usePlan(({ start }) => start?.label);
  if (label === undefined) return null;
  return (
    <Button look="primary" disabled={!plan || plan.outputCount === 0} onClick={startPlanned}>
      {label}
    </Button>
  );
}

function NoPlan() {
  const problem = usePlan((planning) => planning.problem);
  return (
    <div className="plan-making" role="status">
      {problem ?? (
        <>
          <Spinner /> Looking at the pictures…
        </>
      )}
    </div>
  );
}

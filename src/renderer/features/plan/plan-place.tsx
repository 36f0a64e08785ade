import '../../ui/page.css';
import './plan.css';
import { ArrowLeft, ImageOff } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Plan } from '../../../shared/task/plan.ts';
import { planWords } from '../../../shared/words/areas/plan.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Spinner } from '../../ui/skeleton.tsx';
import { useEscape } from '../../ui/use-escape.ts';
import { LeftOutButton } from '../tasks/left-out-button.tsx';
import { PlanFacts, PlanView } from './plan-view.tsx';
import { closePlan, startPlanned, usePlan } from './plan-store.ts';

/** What would be written, before a byte is. */
export function PlanPlace() {
  const plan = usePlan((planning) => planning.plan);
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEscape(closePlan);
  // What opened the plan is gone from the page, so the keyboard goes on from here.
  useEffect(() => headingRef.current?.focus(), []);
  return (
    <main className="place">
      <header className="page-head">
        <div className="page-head-row">
          <IconButton
            label={planWords('backQueue')}
            icon={<ArrowLeft size={16} />}
            onClick={closePlan}
          />
          <h1 ref={headingRef} tabIndex={-1}>
            {planWords('plan')}
          </h1>
          <StartButton plan={plan} />
        </div>
        {plan && plan.rows.length > 0 ? <PlanFacts plan={plan} /> : null}
      </header>
      {plan ? <PlanBody plan={plan} /> : <NoPlan />}
    </main>
  );
}

function PlanBody({ plan }: { plan: Plan }) {
  if (plan.rows.length > 0) return <PlanView plan={plan} />;
  return (
    <div className="page-empty" role="status">
      <ImageOff size={32} strokeWidth={1.25} aria-hidden />
      <h2>{planWords('noPictures')}</h2>
      <p>{planWords('nothingMakeChooseAnotherFolder')}</p>
      <LeftOutButton of={[plan.leftOut]} />
    </div>
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
          <Spinner /> {planWords('lookingPictures')}
        </>
      )}
    </div>
  );
}

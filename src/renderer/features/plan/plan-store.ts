import { create } from 'zustand';
import type { Answer } from '../../../shared/ipc/verbs.ts';
import type { Plan } from '../../../shared/task/plan.ts';

/** What is done when the plan is agreed to. */
export interface PlanStart {
  readonly label: string;
  readonly run: () => unknown;
}

interface Planning {
  readonly isOpen: boolean;
  /** Null while it is being made, or when it could not be. */
  readonly plan: Plan | null;
  readonly problem: string | null;
  readonly start: PlanStart | null;
}

const closed: Planning = { isOpen: false, plan: null, problem: null, start: null };

export const usePlan = create<Planning>(() => closed);

/** Only the answer to the latest question counts. */
let question = 0;

export function closePlan(): void {
  question += 1;
  usePlan.setState(closed);
}

/** Opens the plan at once and fills it when it is made. Without a start it can only be looked at. */
export async function openPlan(
  make: () => Answer<'plan:make'>,
  start: PlanStart | null,
): Promise<void> {
  question += 1;
  const asked = question;
  usePlan.setState({ ...closed, isOpen: true, start });
  const result = await make();
  if (asked !== question) return;
  usePlan.setState(result.ok ? { plan: result.value } : { problem: result.problem.message });
}

export function startPlanned(): void {
  const { start } = usePlan.getState();
  closePlan();
  start?.run();
}

import type { Problem } from '../../../shared/ipc/answers.ts';
import type { Result } from '../../../shared/result.ts';
import { raiseNotice } from './raise-notice.ts';

/** Waits for an answer; a refusal is shown to the person and becomes null. */
export async function ask<Value>(answer: Promise<Result<Value, Problem>>): Promise<Value | null> {
  const result = await answer;
  if (result.ok) return result.value;
  raiseNotice({ title: result.problem.message, isProblem: true });
  return null;
}

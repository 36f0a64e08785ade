import { notOk, type Result } from '../../shared/result.ts';
import { declined, type Trouble } from './trouble.ts';
import { wait } from './wait.ts';

const tries = 60;

/** Asks again, as late as the server says, while its queue is full or it has heard too much of us. */
export async function whileBusy<Value>(
  ask: () => Promise<Result<Value, Trouble>>,
  signal: AbortSignal,
): Promise<Result<Value, Trouble>> {
  for (let left = tries; left > 0; left -= 1) {
    const answer = await ask();
    if (answer.ok || answer.problem.kind !== 'busy' || signal.aborted) return answer;
    await wait(answer.problem.waitMs, signal);
  }
  return notOk(declined);
}

import type { Problem } from '../../shared/ipc/answers.ts';
import { notOk } from '../../shared/result.ts';

/** The answer to a request that is not carried out. `message` is one plain line for people. */
export function refuse(code: Problem['code'], message: string) {
  return notOk<Problem>({ code, message });
}

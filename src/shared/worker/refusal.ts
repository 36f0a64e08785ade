import { notOk } from '../result.ts';
import { failure, type Failure, type FailureCode } from '../task/failure.ts';

/** Why an attempt ends without its outputs. `log` holds a library's raw words; people never see it. */
export interface Refusal {
  readonly failure: Failure;
  readonly log: string | null;
}

const longestLog = 16_384;

/** A refusal as the bad half of a result. */
export function refuse(
  code: FailureCode,
  subject: string | null = null,
  log: string | null = null,
): { readonly ok: false; readonly problem: Refusal } {
  return notOk({ failure: failure(code, subject), log: log?.slice(0, longestLog) ?? null });
}

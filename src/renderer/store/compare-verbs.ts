import type { CompareVerb } from '../../shared/commands/list-keys.ts';

export type CompareVerbs = Readonly<Record<CompareVerb, () => void>>;

let offered: (() => CompareVerbs) | null = null;

/** What can be done while pictures are compared; null while none are. */
export const compareVerbsNow = (): CompareVerbs | null => offered?.() ?? null;

/** `verbs` is asked each time one is wanted. Answers with what takes the offer back. */
export function offerCompareVerbs(verbs: () => CompareVerbs): () => void {
  offered = verbs;
  return () => {
    if (offered === verbs) offered = null;
  };
}

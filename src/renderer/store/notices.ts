import { create } from 'zustand';
import type { Problem } from '../../shared/ipc/answers.ts';
import type { Result } from '../../shared/result.ts';

export interface Notice {
  readonly title: string;
  readonly detail?: string;
  readonly isProblem?: boolean;
  readonly action?: { readonly label: string; readonly onSelect: () => void };
}

export interface PastNotice extends Notice {
  readonly key: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const mostKept = 20;
let lastKey = 0;

/** What was told, the newest first. */
export const usePastNotices = create<readonly PastNotice[]>(() => []);

function keep(notice: Notice): PastNotice {
  lastKey += 1;
  const kept = { ...notice, key: lastKey, at: Date.now() };
  usePastNotices.setState((past) => [kept, ...past].slice(0, mostKept), true);
  return kept;
}

/** What has not gone yet, the newest last: that one stands in the foot. */
export const useShownNotices = create<readonly PastNotice[]>(() => []);

export function closeNotice({ key }: PastNotice): void {
  useShownNotices.setState((shown) => shown.filter((one) => one.key !== key), true);
}

/** Shows a message in the foot; it goes by itself, or when what this answers with is called. */
export function raiseNotice(notice: Notice): () => void {
  const kept = keep(notice);
  useShownNotices.setState((shown) => [...shown, kept], true);
  return () => closeNotice(kept);
}

/** Does what a notice offers, once, wherever it is read. */
export function takeAction(notice: PastNotice): void {
  const { action, ...told } = notice;
  closeNotice(notice);
  usePastNotices.setState((past) => past.map((one) => (one.key === notice.key ? told : one)), true);
  action?.onSelect();
}

/** Waits for an answer; a refusal is shown to the person and becomes null. */
export async function ask<Value>(answer: Promise<Result<Value, Problem>>): Promise<Value | null> {
  const result = await answer;
  if (result.ok) return result.value;
  raiseNotice({ title: result.problem.message, isProblem: true });
  return null;
}

import { Toast } from '@base-ui/react/toast';
import { create } from 'zustand';
import type { Problem } from '../../shared/ipc/answers.ts';
import type { Result } from '../../shared/result.ts';

export interface Notice {
  readonly title: string;
  readonly detail?: string;
  readonly isProblem?: boolean;
  readonly action?: { readonly label: string; readonly onSelect: () => void };
}

export const notices = Toast.createToastManager();

interface PastNotice extends Notice {
  readonly key: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const mostKept = 20;
let lastKey = 0;

/** What was told, the newest first. */
export const usePastNotices = create<readonly PastNotice[]>(() => []);

function keep(notice: Notice): void {
  lastKey += 1;
  const kept = { ...notice, key: lastKey, at: Date.now() };
  usePastNotices.setState((past) => [kept, ...past].slice(0, mostKept), true);
}

const briefMs = 5000;
/** Long enough to read and to decide. */
const longMs = 12_000;

/** Shows a message in the foot; it goes by itself, or when what this answers with is called. */
export function raiseNotice(notice: Notice): () => void {
  keep(notice);
  const { title, detail, isProblem, action } = notice;
  const id = notices.add({
    title,
    ...(detail ? { description: detail } : {}),
    type: isProblem ? 'problem' : 'plain',
    timeout: isProblem || action || detail ? longMs : briefMs,
    priority: isProblem ? 'high' : 'low',
    ...(action
      ? {
          actionProps: {
            children: action.label,
            onClick: () => {
              notices.close(id);
              action.onSelect();
            },
          },
        }
      : {}),
  });
  return () => notices.close(id);
}

/** Waits for an answer; a refusal is shown to the person and becomes null. */
export async function ask<Value>(answer: Promise<Result<Value, Problem>>): Promise<Value | null> {
  const result = await answer;
  if (result.ok) return result.value;
  raiseNotice({ title: result.problem.message, isProblem: true });
  return null;
}

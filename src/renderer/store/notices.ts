import { Toast } from '@base-ui/react/toast';
import type { Problem } from '../../shared/ipc/answers.ts';
import type { Result } from '../../shared/result.ts';

export interface Notice {
  readonly title: string;
  readonly detail?: string;
  readonly isProblem?: boolean;
  readonly action?: { readonly label: string; readonly onSelect: () => void };
}

export const notices = Toast.createToastManager();

const briefMs = 5000;
/** Long enough to read and to decide. */
const longMs = 12_000;

/** Shows a small message at the window's edge; it goes by itself, or when what this answers with is called. */
export function raiseNotice({ title, detail, isProblem, action }: Notice): () => void {
  const id = notices.add({
    title,
    ...(detail ? { description: detail } : {}),
    type: isProblem ? 'problem' : 'plain',
    timeout: isProblem || action ? longMs : briefMs,
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

import { Toast } from '@base-ui/react/toast';

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

/** Shows a small message at the window's edge; it goes by itself. */
export function raiseNotice({ title, detail, isProblem, action }: Notice): void {
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
}

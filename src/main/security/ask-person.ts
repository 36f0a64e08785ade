import { type BrowserWindow, dialog } from 'electron';

export interface Question {
  readonly message: string;
  readonly detail: string;
  readonly yes: string;
  readonly no: string;
  /** What Enter answers. Left out, no: nobody allows something with a key that was meant for the page. */
  readonly usual?: 'yes';
}

/** Asks in a dialog of the system's, which the page can neither draw nor answer. */
export async function askPerson(
  window: BrowserWindow | null,
  { message, detail, yes, no, usual }: Question,
): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message,
    detail,
    buttons: [yes, no],
    defaultId: usual === 'yes' ? 0 : 1,
    cancelId: 1,
  };
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  return response === 0;
}

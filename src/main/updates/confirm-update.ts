import { type BrowserWindow, dialog, type MessageBoxOptions } from 'electron';

/** Asks the person in a dialog of the system's, which the page can neither draw nor answer. */
export async function confirmUpdate(
  window: BrowserWindow | null,
  version: string,
): Promise<boolean> {
  const options: MessageBoxOptions = {
    type: 'question',
    message: `Update to Thumbline ${version}?`,
    detail: 'Thumbline closes and starts again. Your queue, history and settings stay.',
    buttons: ['Restart and update', 'Later'],
    defaultId: 1,
    cancelId: 1,
  };
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  return response === 0;
}

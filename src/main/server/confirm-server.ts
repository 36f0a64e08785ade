import { type BrowserWindow, dialog, type MessageBoxOptions } from 'electron';
import { isOpenToOthers } from '../../shared/server/server-address.ts';

const openWords =
  'The address begins with http://, so whoever is in between can see the pictures and the token.';

/**
 * Asks the person, in a dialog of the system's, whether pictures shall leave this computer. The page alone cannot
 * decide that: it may be taken over.
 */
export async function confirmServer(
  window: BrowserWindow | null,
  address: string,
): Promise<boolean> {
  const detail = `Pictures you add are sent there to be made smaller, and removed there afterwards.`;
  const options: MessageBoxOptions = {
    type: 'question',
    message: `Send pictures to ${address}?`,
    detail: isOpenToOthers(address) ? `${detail}\n\n${openWords}` : detail,
    buttons: ['Send pictures there', 'Cancel'],
    defaultId: 0,
    cancelId: 1,
  };
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  return response === 0;
}

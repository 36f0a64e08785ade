import { dialog } from 'electron';
import { backgroundWords } from '../../shared/words/areas/background.ts';

/** True: go on in the tray. */
export async function wantsToStay(): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: backgroundWords('close.question'),
    detail: backgroundWords('close.detail'),
    buttons: [backgroundWords('close.stay'), backgroundWords('close.quit')],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 0;
}

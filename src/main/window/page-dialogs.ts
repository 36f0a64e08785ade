import { type BrowserWindow, dialog, type MessageBoxOptions } from 'electron';

/** These questions are the system's, since the page cannot be asked with. */
async function isFirstChosen(
  window: BrowserWindow,
  [first, second]: readonly [string, string],
  words: Omit<MessageBoxOptions, 'buttons' | 'defaultId' | 'cancelId'>,
): Promise<boolean> {
  const options = { ...words, buttons: [first, second], defaultId: 0, cancelId: 0 };
  // On a window that nobody sees, nobody would see the question either.
  const isSeen = window.isVisible() && !window.isMinimized();
  const { response } = await (isSeen
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  return response === 0;
}

/** True: load the page once more. False: quit. */
export function wantsToStartOver(window: BrowserWindow): Promise<boolean> {
  return isFirstChosen(window, ['Start over', 'Quit'], {
    type: 'error',
    message: "Thumbline's window stopped three times within a minute.",
    detail:
      'Nothing on the queue is lost: it goes on without the window. Start over to have it back.',
  });
}

/** True also when `signal` takes the question back. */
export function wantsToWait(window: BrowserWindow, signal: AbortSignal): Promise<boolean> {
  return isFirstChosen(window, ['Wait', 'Reload'], {
    type: 'warning',
    message: "Thumbline's window does not answer.",
    detail: 'Nothing on the queue is lost: it goes on. Wait a little longer, or reload the window.',
    signal,
  });
}

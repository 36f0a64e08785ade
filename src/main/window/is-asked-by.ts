import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { isOurPage } from '../security/origin.ts';

/** Whether a request comes from our page in the main frame of this window. */
export function isAskedBy(
  window: BrowserWindow | null,
  { sender, senderFrame }: IpcMainInvokeEvent,
  development: string | null,
): boolean {
  const contents = window?.webContents;
  return (
    contents !== undefined &&
    sender === contents &&
    senderFrame === contents.mainFrame &&
    isOurPage(senderFrame.url, development)
  );
}

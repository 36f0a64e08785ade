import { type BrowserWindow, ShareMenu } from 'electron';

/** Opens the share menu of macOS for files; null on other systems, which have none. */
export function shareMenu(
  window: () => BrowserWindow | null,
): ((paths: readonly string[]) => void) | null {
  if (process.platform !== 'darwin') return null;
  return (paths) => {
    const parent = window();
    const menu = new ShareMenu({ filePaths: [...paths] });
    menu.popup(parent === null ? {} : { window: parent });
  };
}

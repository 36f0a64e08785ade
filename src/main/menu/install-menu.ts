import { app, Menu, type Task } from 'electron';
import type { CommandHost } from '../../shared/commands/command.ts';
import type { Change } from '../../shared/task/change.ts';
import { appMenu, type RecentMenu } from './app-menu.ts';
import { followMenu } from './follow-menu.ts';
import { dockMenu, userTasks } from './quick-menu.ts';

interface InstalledMenu {
  readonly host: CommandHost;
  readonly allowsDevTools: boolean;
  readonly recent: () => RecentMenu;
  readonly isPaused: () => boolean;
}

/** What starts this copy with words of ours. */
const program = () => ({
  program: process.execPath,
  before: app.isPackaged ? [] : [app.getAppPath()],
});

/** The menu bar, and the same commands where the system has a short menu of the program: the dock, the task bar. */
export function installMenus({ host, allowsDevTools, recent, isPaused }: InstalledMenu) {
  const isMac = process.platform === 'darwin';
  let follow: readonly ((changes: readonly Change[]) => void)[] = [];
  const tasks = (): Task[] => userTasks(program());
  return {
    install() {
      const menu = Menu.buildFromTemplate(
        appMenu(host, { isMac, allowsDevTools, recent: recent() }),
      );
      Menu.setApplicationMenu(menu);
      follow = [followMenu(menu, isPaused())];
      if (isMac) {
        const dock = Menu.buildFromTemplate(dockMenu(host));
        app.dock?.setMenu(dock);
        follow = [...follow, followMenu(dock, isPaused())];
      }
      if (process.platform === 'win32') app.setUserTasks(tasks());
    },
    follow: (changes: readonly Change[]) => {
      for (const one of follow) one(changes);
    },
  };
}

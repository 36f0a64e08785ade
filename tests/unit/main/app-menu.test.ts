import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { appMenu } from '../../../src/main/menu/app-menu.ts';
import { followMenu } from '../../../src/main/menu/follow-menu.ts';
import type { CommandHost } from '../../../src/shared/commands/command.ts';
import { commandName, commands } from '../../../src/shared/commands/commands.ts';

/** Notes what it is asked for. */
function noteAsked(): { readonly host: CommandHost; readonly asked: unknown[] } {
  const asked: unknown[] = [];
  const note = (what: unknown) => void asked.push(what);
  const host: CommandHost = {
    add: note,
    importPresets: () => note('importPresets'),
    undoLast: () => note('undoLast'),
    queue: note,
    show: note,
    change: note,
    toggleDropWindow: () => void asked.push('toggle drop window'),
    showLicences: () => note('showLicences'),
  };
  return { host, asked };
}

const submenuOf = ({ submenu }: MenuItemConstructorOptions) =>
  Array.isArray(submenu) ? submenu : [];
const opened: string[] = [];
const recent = {
  paths: ['/home/ada/Lisbon', '/home/ada/b.jpg'],
  open: (path: string) => void opened.push(path),
  clear: () => void opened.push('clear'),
};
const options = { isMac: false, allowsDevTools: false, recent };

test('every command with a menu is in it once, under its name, and does its work', () => {
  const { host, asked } = noteAsked();
  const items = appMenu(host, options).flatMap(submenuOf);
  const ofMenus = commands.filter(({ menu }) => menu !== undefined);
  for (const command of ofMenus) {
    const [item, ...others] = items.filter(({ id }) => id === command.id);
    expect([item?.label, others]).toEqual([commandName(command), []]);
    const before = asked.length;
    Reflect.apply(item?.click ?? (() => undefined), null, []);
    expect(asked.length, command.id).toBeGreaterThan(before);
  }
  expect(asked).toEqual(expect.arrayContaining(['files', 'pause', 'history', 'showLicences']));
  const help = appMenu(host, options).at(-1);
  expect([help?.role, submenuOf(help ?? {}).at(-1)?.label]).toEqual(['help', 'About Thumbline']);
});

test('a key that texts have their own use for is only shown, and on a Mac not even that', () => {
  const { host } = noteAsked();
  const undo = (isMac: boolean) =>
    appMenu(host, { ...options, isMac })
      .flatMap(submenuOf)
      .find(({ id }) => id === 'undo-last');
  expect(undo(false)).toMatchObject({ accelerator: 'CmdOrCtrl+Z', registerAccelerator: false });
  expect(undo(true)).not.toHaveProperty('accelerator');
});

test('the menu offers Pause or Resume, as the queue is', () => {
  const items = new Map<string, { enabled: boolean }>(
    commands.map(({ id }) => [id, { enabled: true }]),
  );
  const getMenuItemById = (id: string) => items.get(id) as unknown as Electron.MenuItem;
  const isEnabled = () => ['pause', 'resume', 'clear-finished'].map((id) => items.get(id)?.enabled);
  const follow = followMenu({ getMenuItemById }, true);
  expect(isEnabled()).toEqual([false, true, true]);
  follow([{ kind: 'queue', number: 1, queue: { isPaused: false, concurrency: 1 } }]);
  expect(isEnabled()).toEqual([true, false, true]);
});

test('what was added lately can be added again, or forgotten; on a Mac the system keeps it', () => {
  const { host } = noteAsked();
  const recentOf = (isMac: boolean) =>
    appMenu(host, { ...options, isMac })
      .flatMap(submenuOf)
      .find(({ id }) => id === 'open-recent');
  for (const item of submenuOf(recentOf(false) ?? {}))
    Reflect.apply(item.click ?? (() => undefined), null, []);
  expect(opened).toEqual([...recent.paths, 'clear']);
  expect(recentOf(true)?.role).toBe('recentDocuments');
});

import { expect, test } from 'vitest';
import { askedCommand, gatherCommands } from '../../../src/main/arguments/asked-command.ts';
import { dockMenu, userTasks } from '../../../src/main/menu/quick-menu.ts';
import type { CommandHost } from '../../../src/shared/commands/command.ts';
import { commandName, commands } from '../../../src/shared/commands/commands.ts';

const ofTray = commands.filter(({ inTray }) => inTray);
const packaged = { program: 'C:\\Program Files\\Thumbline\\Thumbline.exe', before: [] };

test('the jump list of Windows starts the program with each command of the tray, and the start means that command', () => {
  const tasks = userTasks(packaged);
  expect(tasks.map(({ title }) => title)).toEqual(ofTray.map(commandName));
  for (const [at, task] of tasks.entries()) {
    expect(task).toMatchObject({ program: packaged.program, iconPath: packaged.program });
    expect(askedCommand([packaged.program, ...task.arguments.split(' ')])).toBe(ofTray[at]);
  }
  const [first] = userTasks({ program: 'electron.exe', before: ['C:\\my work'] });
  expect(first?.arguments).toBe('"C:\\my work" --command=add-files');
});

test.each([
  ['an unknown command', '--command=format-disk'],
  ['one that no short menu offers', '--command=clear-finished'],
  ['none', '--command='],
])('a start asks for nothing with %s', (_what, word) => {
  expect(askedCommand(['thumbline', word])).toBeNull();
  expect(askedCommand(['thumbline', '--', '--command=pause'])).toBeNull();
});

test('the dock offers the commands of the tray, by the names that are greyed out where they are not possible', () => {
  const asked: unknown[] = [];
  const note = (what: unknown) => void asked.push(what);
  const host: CommandHost = {
    add: note,
    importPresets: () => undefined,
    undoLast: () => undefined,
    queue: note,
    show: note,
    change: note,
    toggleDropWindow: () => void asked.push('toggle drop window'),
    showLicences: () => undefined,
  };
  const items = dockMenu(host);
  expect(items.map(({ id }) => id)).toEqual(ofTray.map(({ id }) => id));
  for (const { click } of items) Reflect.apply(click ?? (() => undefined), null, []);
  expect(asked).toEqual(['files', 'pause', 'resume', 'toggle drop window']);
});

test('what a start was asked for waits until it can be done', () => {
  const incoming = gatherCommands();
  const [first, second] = ofTray;
  if (!first || !second) throw new Error('The tray has too few commands.');
  incoming.add(first);
  const done: string[] = [];
  incoming.deliverTo(({ id }) => done.push(id));
  incoming.add(second);
  expect(done).toEqual([first.id, second.id]);
});

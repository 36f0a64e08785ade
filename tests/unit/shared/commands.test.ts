import { expect, test } from 'vitest';
import { commandName, commands, possibleCommands } from '../../../src/shared/commands/commands.ts';
import { commandOfKey, keyCaps, keyWords } from '../../../src/shared/commands/keys.ts';
import { pageCapabilities } from '../../../src/shared/service/page.ts';

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const idOf = (pressed: Partial<typeof plain> & { key: string; code?: string }) =>
  commandOfKey({ ...plain, ...pressed })?.command.id ?? null;

test('no two commands have the same id, name or key', () => {
  const all = [
    commands.map(({ id }) => id),
    commands.map(commandName),
    commands.flatMap(({ keys }) => keys?.map(({ key }) => key) ?? []),
  ];
  for (const names of all) expect(new Set(names).size).toBe(names.length);
});

test('the page knows its own keys, and leaves those of the menu bar to it', () => {
  expect(idOf({ key: 'k', ctrlKey: true })).toBe('find-command');
  expect(idOf({ key: 'K', metaKey: true })).toBe('find-command');
  expect(idOf({ key: 'k', ctrlKey: true, shiftKey: true })).toBeNull();
  expect(idOf({ key: 'k', ctrlKey: true, altKey: true })).toBeNull();
  expect(idOf({ key: 'k' })).toBeNull();
  expect(idOf({ key: '?', shiftKey: true })).toBe('all-keys');
  expect(idOf({ key: '?' })).toBe('all-keys');
  expect(idOf({ key: ',', ctrlKey: true })).toBe('go-settings');
  // Where K lies on a Russian keyboard; a French one has its own letters there.
  expect(idOf({ key: 'л', code: 'KeyK', ctrlKey: true })).toBe('find-command');
  expect(idOf({ key: 'a', code: 'KeyQ', ctrlKey: true })).toBeNull();
  expect(idOf({ key: 'z', code: 'KeyW', ctrlKey: true })).toBe('undo-last');
  // In a browser it prints.
  expect(idOf({ key: 'p', ctrlKey: true })).toBeNull();
});

test('keys are written as each system writes them', () => {
  expect(keyWords('CmdOrCtrl+Shift+O', false)).toBe('Ctrl+Shift+O');
  expect(keyWords('CmdOrCtrl+Shift+O', true)).toBe('⇧⌘O');
  expect(keyCaps('CmdOrCtrl+Plus', false)).toEqual(['Ctrl', 'Plus']);
  expect(keyCaps('?', true)).toEqual(['?']);
});

test('only what can be done is offered', () => {
  const facts = {
    isPaused: true,
    hasUnsettled: false,
    hasSettled: true,
    hasFailed: false,
    hasSamples: true,
  };
  const ids = possibleCommands(pageCapabilities, facts).map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(['resume', 'clear-finished', 'add-files']));
  for (const gone of [
    'pause',
    'cancel-all',
    'retry-failed',
    'undo-last',
    'add-samples',
    'licences',
  ])
    expect(ids).not.toContain(gone);
});

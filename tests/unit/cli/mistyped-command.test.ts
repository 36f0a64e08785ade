import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withoutHelpWord } from '../../../src/cli/commands/commands.ts';
import { lateCommand, mistypedCommand } from '../../../src/cli/commands/mistyped-command.ts';
import { tempFolder } from '../../support/temp-folder.ts';

it.each(['undoo', 'preset', 'seve', 'fromats', 'completions', 'Undo'])(
  'asks whether "%s" was meant as a command',
  (word) => {
    expect(mistypedCommand([word], tempFolder())).toMatch(/Did you mean \w+\?$/);
  },
);

it.each(['undo', 'photos', 'undo.jpg', './undoo', '-q'])('leaves "%s" alone', (word) => {
  expect(mistypedCommand([word], tempFolder())).toBeNull();
});

it('takes what is there for a file, however it is called', () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'undoo'));
  mkdirSync(join(folder, 'undo'));
  expect(mistypedCommand(['undoo'], folder)).toBeNull();
  expect(lateCommand(['undo'], folder)).toBeNull();
  expect(lateCommand(['undo'], tempFolder())).toBe('A command comes first: thumbline undo.');
});

it('takes the word help before and after a command', () => {
  expect(withoutHelpWord(['help'])).toEqual(['--help']);
  expect(withoutHelpWord(['help', 'presets', 'export'])).toEqual(['presets', 'export', '--help']);
  expect(withoutHelpWord(['serve', 'help'])).toEqual(['serve', '--help']);
  expect(withoutHelpWord(['help.jpg'])).toEqual(['help.jpg']);
});

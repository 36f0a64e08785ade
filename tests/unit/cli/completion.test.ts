import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { wholeProgram } from '../../../src/cli/commands/commands.ts';
import {
  type CommandWords,
  flattened,
  wordsOf,
} from '../../../src/cli/commands/completion/command-words.ts';
import { manualPage } from '../../../src/cli/commands/completion/manual-page.ts';
import { type Shell, shells } from '../../../src/cli/commands/completion/shells.ts';
import { tempFolder } from '../../support/temp-folder.ts';

let program: CommandWords;
beforeAll(async () => {
  program = wordsOf(await wholeProgram(join(import.meta.dirname, '../../../src/cli/index.ts')));
});

it('knows every command, those of the service too', () => {
  const paths = flattened(program).map(({ path }) => path.join(' '));
  expect(paths).toEqual([
    '',
    'watch',
    'resume',
    'undo',
    'presets',
    'presets export',
    'settings',
    'settings export',
    'settings import',
    'formats',
    'doctor',
    'serve',
    'worker',
    'completion',
    'man',
    'help',
  ]);
});

describe.skipIf(process.platform === 'win32')('bash', () => {
  /** What the script offers when the cursor stands behind the last word. */
  function offers(...words: string[]): string[] {
    const folder = tempFolder();
    writeFileSync(join(folder, 'photo one.jpg'), '');
    writeFileSync(join(folder, 'thumbline.bash'), shells.bash(program));
    const script = `. ./thumbline.bash
      COMP_WORDS=(thumbline "$@"); COMP_CWORD=$#
      _thumbline; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const printed = execFileSync('bash', ['--norc', '-c', script, 'bash', ...words], {
      cwd: folder,
      encoding: 'utf8',
    });
    return printed.split('\n').filter((line) => line !== '');
  }

  it('completes commands beside files, and the commands of a command', () => {
    expect(offers('p')).toEqual(['presets', 'photo one.jpg']);
    expect(offers('presets', 'ex')).toEqual(['export']);
    expect(offers('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  it('completes the options of the command that is typed', () => {
    expect(offers('--fi')).toEqual(['--files-from', '--fit']);
    expect(offers('undo', '--l')).toEqual(['--list']);
    expect(offers('a.jpg', '--qual')).toEqual(['--quality']);
  });

  it('completes values, also behind an equals sign', () => {
    expect(offers('--fit', 'co')).toEqual(['cover', 'contain']);
    expect(offers('--fit', '=', 'o')).toEqual(['outside']);
    expect(offers('--conflict', '=')).toContain('skip-unchanged');
    expect(offers('--out', 'p')).toEqual([]);
  });
});

it.each(['bash', 'zsh', 'fish'] satisfies Shell[])(
  'has every option and its choices in %s',
  (shell) => {
    const script = shells[shell](program);
    for (const { flags, value } of flattened(program).flatMap(({ options }) => options)) {
      const long = flags.at(-1) ?? '';
      expect(script).toContain(shell === 'fish' ? `-l ${long.slice(2)} ` : long);
      if (typeof value === 'object')
        for (const word of value ?? []) expect(script).toContain(word.split(':')[0]);
    }
  },
);

it('makes a manual page of every option, command and exit code', () => {
  const page = manualPage(program, { version: '1.2.3', about: ['.dots and \\backslashes…'] });
  expect(page).toMatch(/^\.TH THUMBLINE 1 /);
  expect(page).toContain('\n\\&.dots and \\ebackslashes\\[u2026]\n');
  expect(page).toContain('\\fB\\-o, \\-\\-out <dir>\\fR');
  expect(page).toContain('.SS thumbline presets export');
  expect(page).toContain('130 for Ctrl\\-C');
});

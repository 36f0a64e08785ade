import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findLanguages } from '../../../../src/engine/languages/language-folders.ts';
import { speakLanguage } from '../../../../src/engine/languages/speak-language.ts';
import { english, language, speak } from '../../../../src/shared/words/language.ts';

let folder: string;
let folders: { readonly builtIn: string; readonly own: string };

const german = (name: string) => JSON.stringify({ name, messages: {} });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'languages-'));
  folders = { builtIn: join(folder, 'built in'), own: join(folder, 'own') };
  mkdirSync(folders.builtIn);
  writeFileSync(join(folders.builtIn, 'en.json'), german('English'));
});

afterEach(() => {
  speak(english);
  rmSync(folder, { recursive: true });
});

const wish = (named: string | null, ...system: string[]) =>
  speakLanguage(folders, { named, system: () => system });

test('without a file English is spoken, and the system is not even asked', () => {
  const system = () => {
    throw new Error('asked');
  };
  expect(speakLanguage(folders, { named: null, system })).toEqual({ path: null, unspoken: null });
  expect(language().tag).toBe('en');
});

test('a person’s own file goes before the one that comes with the program', () => {
  writeFileSync(join(folders.builtIn, 'de.json'), german('Deutsch'));
  expect(wish(null, 'de-AT').path).toBe(join(folders.builtIn, 'de.json'));
  mkdirSync(folders.own);
  writeFileSync(join(folders.own, 'DE.json'), german('Meins'));
  expect(wish('de').path).toBe(join(folders.own, 'DE.json'));
  expect(language().tag).toBe('de');
  speak(english);
  expect(wish('en')).toEqual({ path: null, unspoken: null });
  expect(wish(null, 'en-GB', 'de')).toEqual({ path: null, unspoken: null });
  expect(language().tag).toBe('en');
});

test('what cannot be spoken is told of, and English is spoken', async () => {
  mkdirSync(folders.own);
  const path = join(folders.own, 'de.json');
  const faultOf = () => {
    const { unspoken } = wish('de');
    expect(language().tag).toBe('en');
    return unspoken;
  };
  expect(faultOf()).toEqual({ tag: 'de', path, fault: { code: 'absent' } });
  expect(wish('../secret').unspoken?.fault).toEqual({ code: 'absent' });
  execFileSync('mkfifo', [path]);
  expect(faultOf()?.fault).toEqual({ code: 'closed' });
  rmSync(path);
  mkdirSync(path);
  expect(faultOf()?.fault).toEqual({ code: 'closed' });
  rmSync(path, { recursive: true });
  writeFileSync(path, ' '.repeat(5_000_000));
  expect(faultOf()?.fault).toEqual({ code: 'too-large' });
  writeFileSync(path, '{}');
  expect(faultOf()?.fault).toMatchObject({ code: 'misfit' });
  writeFileSync(join(folders.own, 'my words.json'), '{}');
  const found: (readonly [string, boolean])[] = [];
  for await (const { tag, read } of findLanguages(folders)) found.push([tag, read.ok]);
  expect(found).toEqual([
    ['de', false],
    ['my words.json', false],
  ]);
});

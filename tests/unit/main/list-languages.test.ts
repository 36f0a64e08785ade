import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listLanguages } from '../../../src/main/languages/list-languages.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('a list of languages holds nobody up, and says what each file lacks', async () => {
  const folder = tempFolder();
  const folders = { builtIn: join(folder, 'built in'), own: join(folder, 'own') };
  mkdirSync(folders.builtIn);
  mkdirSync(folders.own);
  const messages = (text: string) => ({ one: { a: text, b: 'b' }, two: { c: 'c' } });
  const put = (where: string, tag: string, content: object) =>
    writeFileSync(join(where, `${tag}.json`), JSON.stringify(content));
  put(folders.builtIn, 'en', { name: 'English', messages: messages('a') });
  put(folders.builtIn, 'de', { name: 'not this one', messages: {} });
  put(folders.own, 'de', { name: 'Deutsch', messages: { one: { a: 'A', other: 'x' } } });
  put(folders.own, 'fr', { name: 'Français', messages: messages('{') });
  execFileSync('mkfifo', [join(folders.own, 'it.json')]);
  let turns = 0;
  const count = () => {
    turns += 1;
    if (!isListed) setImmediate(count);
  };
  let isListed = false;
  setImmediate(count);
  const { languages, notes } = await listLanguages(folders, false);
  isListed = true;
  expect(turns).toBeGreaterThan(3);
  expect(languages.map(({ name }) => name)).toEqual(['Deutsch', 'Français']);
  expect(notes.map((note) => note.replace(`${folders.own}/`, ''))).toEqual([
    expect.stringMatching(/^de\.json.*one\.other/),
    expect.stringMatching(/^de\.json.*2.*3/),
    expect.stringMatching(/^fr\.json.*one\.a/),
    expect.stringMatching(/^it\.json.*read/),
  ]);
});

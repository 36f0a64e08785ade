import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createNoteSender } from '../../../src/main/background/send-note.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const note = {
  title: 'Thumbnails are ready',
  body: '2 pictures done.',
  answers: ['Open', 'Show', 'Undo'],
};

/** The desktop's program for notes, which does this; `told` is what it was told. */
function notifier(does: string) {
  const folder = tempFolder();
  const [program, told] = [join(folder, 'notify-send'), join(folder, 'told')];
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" > '${told}'\n${does}\n`);
  chmodSync(program, 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const notes = createNoteSender();
  onTestFinished(notes.close);
  return { notes, told: () => readFileSync(told, 'utf8').split('\n') };
}

test.each([
  ['itself', 'echo default', 0],
  ['by its second button', 'echo 2', 2],
  ['by nothing', 'exit 0', null],
])('a note is answered %s', async (_, does, answer) => {
  const { notes, told } = notifier(does);
  expect(await notes.send(note)).toBe(answer);
  const words = ['--', note.title, note.body, ''];
  const actions = ['--action=default=Open', '--action=1=Show', '--action=2=Undo'];
  expect(told().slice(-7)).toEqual([...actions, ...words]);
});

test('where nobody shows notes with buttons that is said', async () => {
  expect(await notifier('exit 1').notes.send(note)).toBe('unshown');
  vi.stubEnv('PATH', tempFolder());
  expect(await createNoteSender().send(note)).toBe('unshown');
});

test('notes that nobody answers do not pile up, and end with the program', async () => {
  const { notes } = notifier('exec tail -f /dev/null');
  const answers = Array.from({ length: 6 }, () => notes.send(note));
  expect(await Promise.all(answers.slice(0, 2))).toEqual([null, null]);
  notes.close();
  expect(await Promise.all(answers)).toEqual(Array.from({ length: 6 }, () => null));
});

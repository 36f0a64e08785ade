import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';
import { writeDng } from '../support/write-dng.ts';
import { app, freshPerson, unpacked } from './unpacked.ts';

const fixtures = join(import.meta.dirname, '../fixtures/formats');
const samples = join(import.meta.dirname, '../../samples');
const terminal = join(unpacked, 'thumbline');

interface Ended {
  readonly code: number;
  readonly printed: string;
  readonly complained: string;
}

function run(program: string, words: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(program, words, { env }, (_error, printed, complained) => {
      resolve({ code: child.exitCode ?? -1, printed, complained });
    });
  });
}

const thumbnailsIn = (folder: string) => {
  const results = join(folder, 'thumbnails');
  return existsSync(results) ? readdirSync(results).filter((name) => !name.startsWith('.')) : [];
};

interface Started {
  /** Waits for the thumbnails of those names in a folder, while the program runs. */
  readonly untilMade: (folder: string, names: readonly string[]) => Promise<void>;
}

/** Ended when the test is: a window does not close by itself. */
function startApp(words: readonly string[], env: NodeJS.ProcessEnv): Started {
  const child = spawn(app, words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let complained = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text));
  const ended = once(child, 'exit');
  const endedEarly = once(child, 'close').then(([code, signal]: (number | string | null)[]) => {
    throw new Error(`The app ended with ${code ?? signal}: ${complained}`);
  });
  endedEarly.catch(() => {});
  onTestFinished(async () => {
    child.kill();
    await ended;
  });
  return {
    async untilMade(folder, names) {
      await Promise.race([expect.poll(() => thumbnailsIn(folder)).toEqual(names), endedEarly]);
    },
  };
}

/** One for each module that decodes; the watermark's letters are drawn by another. */
const oneOfEach = [
  'card.png',
  'card.heic',
  'lossy.jxl',
  'large-wide.jxl',
  'colour.jp2',
  'card.pdf',
  'card.pcx',
  'merged.kra',
  'alpha.psd',
  'layers.xcf',
  'large.icns',
];

test('the terminal decodes every kind of picture with what the package holds', async () => {
  const home = tempFolder();
  const out = join(home, 'out');
  const raw = join(home, 'raw.dng');
  writeFileSync(raw, writeDng({ width: 96, height: 64, light: () => 0.5 }));
  const pictures = [...oneOfEach.map((name) => join(fixtures, name)), raw];
  const words = [...pictures, '--out', out, '--size', '40', '--watermark-text', 'Ω mark'];
  const ended = await run(terminal, words, freshPerson(home));
  expect(ended).toMatchObject({ code: 0 });
  expect(readdirSync(out)).toHaveLength(pictures.length);
});

test('the terminal says its version, and that the service is not in the package', async () => {
  const person = freshPerson(tempFolder());
  expect(await run(terminal, ['--version'], person)).toMatchObject({ code: 0 });
  const refused = await run(terminal, ['serve'], person);
  expect(refused).toMatchObject({ code: 2, printed: '' });
  expect(refused.complained).toContain('docs/service.md');
});

test('the window takes what it was started with, and what a second start names', async () => {
  const home = tempFolder();
  const person = freshPerson(home);
  const [first, second] = ['first', 'second'].map((name) => join(home, name)) as [string, string];
  mkdirSync(first);
  mkdirSync(second);
  copyFileSync(join(samples, 'dunes.webp'), join(first, 'dunes.webp'));
  const named = 'Grüße aus Köln.jpg';
  copyFileSync(join(samples, 'lisbon-dawn.jpg'), join(second, named));
  const { untilMade } = startApp([first], person);
  await untilMade(first, ['dunes.webp']);
  const later = await run(terminal, ['--window', join(second, named)], person);
  expect(later.code).toBe(0);
  await untilMade(second, [named]);
});

test('nobody can use the app as Node', async () => {
  const home = tempFolder();
  const mark = join(home, 'mark');
  const picture = join(home, 'dunes.webp');
  copyFileSync(join(samples, 'dunes.webp'), picture);
  const code = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`;
  // As Node it would run the words behind `-e` and end; as the app it opens what is named.
  const env = { ...freshPerson(home), ELECTRON_RUN_AS_NODE: '1' };
  await startApp(['-e', code, '--', picture], env).untilMade(home, ['dunes.webp']);
  expect(existsSync(mark)).toBe(false);
});

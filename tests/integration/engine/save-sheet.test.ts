import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { SaveRequest } from '../../../src/engine/saving/save-results.ts';
import { fromBytes } from '../../../src/engine/files/paths.ts';
import { builtInPresets } from '../../../src/shared/task/preset.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { browserPages } from '../../support/browser.ts';
import { openEngine } from '../../support/open-engine.ts';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const { open: openPage } = browserPages();

async function made(folder: string, paths: readonly string[], change: object = {}) {
  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  const recipe = Recipe.parse({ name: 'Small', outputs: [{ width: 9 }], ...change });
  const { batchId } = await engine.enqueue({ paths, recipe, origin: 'drop' });
  await engine.settled(batchId ?? '');
  const save = (path: string, more: Partial<SaveRequest> = {}) =>
    engine.saveResults({
      kind: 'contact-sheet',
      source: { batchId: batchId ?? '' },
      target: { path, replaces: true },
      signal: new AbortController().signal,
      ...more,
    });
  return { engine, save };
}

const pictures = (folder: string, names: readonly string[]) =>
  Promise.all(names.map((name) => putPicture(join(folder, 'from', name))));

/** What a person sees of the page, opened from disk without a network. */
async function lookAt(path: string) {
  const page = await openPage();
  await page.context().setOffline(true);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url().slice(0, 5)));
  await page.goto(pathToFileURL(path).href);
  await page.waitForFunction(() => Array.from(document.images).every(({ complete }) => complete));
  const seen = await page.evaluate(() => ({
    title: document.querySelector('h1')?.textContent,
    facts: Array.from(document.querySelectorAll('header span'), (one) => one.textContent),
    names: Array.from(document.querySelectorAll('.sheet h2'), (one) => one.textContent),
    words: Array.from(document.querySelectorAll('.sheet li p'), (one) => one.textContent),
    widths: Array.from(document.images, ({ naturalWidth }) => naturalWidth),
    failed: Array.from(document.querySelectorAll('.failed div'), (one) => one.textContent),
    scripts: document.scripts.length,
    hasRun: 'hasRun' in window,
  }));
  return { page, seen, asked: [...new Set(asked)] };
}

it('shows every picture with what became of it, and what failed', async () => {
  const folder = tempFolder();
  await pictures(folder, ['a.jpg', 'b.png', 'c.webp']);
  writeFileSync(join(folder, 'from', 'z.jpg'), 'no picture');
  const { save } = await made(folder, [join(folder, 'from')], {
    outputs: [
      { name: 'one', width: 20 },
      { name: 'two', width: 10 },
    ],
    fileName: '{name}-{output}.{ext}',
  });
  const path = join(folder, 'sheet.html');
  expect(await save(path)).toMatchObject({ ok: true, value: { path, count: 3, leftBehind: [] } });
  const { seen, asked, page } = await lookAt(path);
  expect(seen).toMatchObject({
    title: 'from',
    facts: [expect.stringMatching(/\d{4}$/), 'Small', '3 pictures'],
    widths: [20, 20, 20],
    scripts: 0,
  });
  expect(seen.names.toSorted()).toEqual(['a.jpg', 'b.png', 'c.webp']);
  expect(seen.words.filter((words) => words === '20 × 13 and 1 more')).toHaveLength(3);
  expect(seen.words[0]).toMatch(/^[\d.]+ K?B → [\d.]+ K?B$/);
  expect(seen.failed).toEqual([expect.stringMatching(/^z\.jpg.*Choose a picture instead\.$/)]);
  expect(asked).toEqual(['file:']);
  const paper = await page.pdf({ preferCSSPageSize: true });
  expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
});

it('keeps all pixels of what was made for paper', async () => {
  const folder = tempFolder();
  const source = await putPicture(join(folder, 'a.jpg'), { width: 900, height: 600 });
  const preset = builtInPresets.find(({ id }) => id === 'contact-sheet');
  const widths = [];
  for (const recipe of [preset?.recipe, { outputs: [{ name: 'large', width: 800 }] }]) {
    const { save } = await made(folder, [source], recipe);
    const path = join(folder, 'sheet.html');
    await save(path);
    widths.push(/<img [^>]*width="(\d+)"/.exec(readFileSync(path, 'utf8'))?.[1]);
  }
  expect(widths).toEqual(['425', '256']);
});

it.runIf(process.platform === 'linux')('runs nothing that a name says', async () => {
  const folder = tempFolder();
  const bytes = readFileSync(await putPicture(join(folder, 'p.jpg')));
  const from = Buffer.from(join(folder, '<script>hasRun=1<', 'script>/'));
  mkdirSync(from, { recursive: true });
  const names = [
    '<img src=x onerror="hasRun=1">.jpg',
    `"onload='hasRun=1' x="'.jpg`,
    '</title><script>hasRun=1</script>.jpg'.replaceAll('/', '\u2215'),
    '&lt;b&gt;.jpg',
    '\u202Egpj.exe.jpg',
    'new\nline.jpg',
  ];
  for (const name of [
    ...names.map((text) => Buffer.from(text)),
    Buffer.from('caf\xE9.jpg', 'latin1'),
  ]) {
    writeFileSync(Buffer.concat([from, name]), bytes);
  }
  const { save } = await made(folder, [fromBytes(from.subarray(0, -1))]);
  const path = join(folder, 'sheet.html');
  await save(path);
  const { seen, asked } = await lookAt(path);
  expect(seen).toMatchObject({ widths: Array(7).fill(9), scripts: 0, hasRun: false });
  expect(asked).toEqual(['file:']);
  expect(seen.names).toContain('<img src=x onerror="hasRun=1">.jpg');
  expect(seen.names).toContain('&lt;b&gt;.jpg');
  expect(seen.names).toContain('caf\\xE9.jpg');
  expect(seen.names.join('')).not.toMatch(/[\u202E\n]/);
});

it('shows the source when a result is gone, and names it', async () => {
  const folder = tempFolder();
  const { save } = await made(folder, await pictures(folder, ['a.jpg']));
  const gone = join(folder, 'from', 'thumbnails', 'a.jpg');
  rmSync(gone);
  const path = join(folder, 'sheet.html');
  expect(await save(path)).toMatchObject({
    ok: true,
    value: { count: 1, leftBehind: [{ path: gone, reason: 'gone' }] },
  });
  expect((await lookAt(path)).seen.widths).toEqual([30]);
});

it('leaves nothing when it is cancelled in the middle', async () => {
  const folder = tempFolder();
  const { save } = await made(folder, await pictures(folder, ['a.jpg', 'b.jpg', 'c.jpg']));
  const target = join(folder, 'pages');
  mkdirSync(target);
  const cancelling = new AbortController();
  const seen: unknown[] = [];
  const report = await save(join(target, 'sheet.html'), {
    signal: cancelling.signal,
    onProgress: (progress) => {
      seen.push(progress);
      cancelling.abort();
    },
  });
  expect(report).toEqual({ ok: false, problem: 'cancelled' });
  expect(seen).toEqual([{ done: 1, total: 3 }]);
  expect(readdirSync(target)).toEqual([]);
  expect(readdirSync(join(folder, 'previews'))).toEqual([]);
});

// npm run bench -- scroll [files] [seconds]: a folder of very many small pictures dropped on the built app, whose list is scrolled
// while they are made. Prints frames and memory, and first the frames of a plain list in its place; asserts nothing. Linux only.
import { readFileSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { launchApp } from '../tests/e2e/harness/launch.ts';
import { makeTempFolder } from '../tests/e2e/harness/temp-folder.ts';
import { QueuePage } from '../tests/e2e/pages/queue-page.ts';
import { linkPictures } from './large/linked-pictures.ts';
import { scrollPlainList } from './plain-list.ts';
import { type FrameFigures, watchFrames } from './watch-frames.ts';
import { watchFrameWork } from './watch-frame-work.ts';
import { inputToPaint } from './watch-inputs.ts';

const count = Number(process.argv[2] ?? 100_000);
const seconds = Number(process.argv[3] ?? 20);
const folder = makeTempFolder();
const photos = join(folder.path, 'photos');
await linkPictures(photos, count);

const running = await launchApp({ userData: join(folder.path, 'user data') });
const { app, page } = running;
const queue = new QueuePage(page);

/** Resident memory, and the share of it that is this process's own, in MB. */
function memoryOf(processId: number): string {
  const text = readFileSync(`/proc/${processId}/smaps_rollup`, 'utf8');
  const [resident, share] = ['Rss', 'Pss'].map((field) => {
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1];
    return `${(Number(kilobytes) / 1024).toFixed(0)} MB`;
  });
  return `${resident} (${share} with what is shared divided)`;
}

async function tellMemory(when: string): Promise<void> {
  const ids = await app.evaluate(({ app: electron }) => ({
    main: process.pid,
    window: electron.getAppMetrics().find(({ type }) => type === 'Tab')?.pid ?? 0,
  }));
  console.log(`${when}: main ${memoryOf(ids.main)}, window ${memoryOf(ids.window)}`);
}

const tellFrames = (part: string, { count: frames, longestMs, p99Ms }: FrameFigures) =>
  console.log(
    `${part}: ${frames} frames, longest ${longestMs.toFixed(0)} ms, 99 % within ${p99Ms.toFixed(0)} ms`,
  );

console.log(`${count} files, load ${loadavg()[0]?.toFixed(1)}`);
await tellMemory('before');
tellFrames('a plain list in its place', await scrollPlainList(page, (seconds / 2) * 1000));
const walking = await watchFrames(page);
await queue.drop(photos);
await expect(queue.progress).toHaveAttribute('aria-valuemax', String(count), { timeout: 600_000 });
tellFrames('while the folder is walked', await walking.stop());
await tellMemory('walked');

const work = await watchFrameWork(app);
const scrolling = await watchFrames(page);
await queue.tasks.evaluate(async (list, forMs) => {
  let scrolled: Element | null = list;
  while (scrolled && scrolled.scrollHeight <= scrolled.clientHeight + 1)
    scrolled = scrolled.parentElement;
  if (!scrolled) throw new Error('nothing can be scrolled');
  const until = performance.now() + forMs;
  for (let frame = 0; performance.now() < until; frame += 1) {
    await new Promise(requestAnimationFrame);
    // Now and then a jump, as somebody does who drags the bar.
    scrolled.scrollTop =
      frame % 120 === 0 ? Math.random() * scrolled.scrollHeight : scrolled.scrollTop + 150;
  }
}, seconds * 1000);
tellFrames('while it is scrolled', await scrolling.stop());
const { medianMs, p99Ms, longestMs } = await work.stop();
console.log(
  `its main thread's CPU a frame: median ${medianMs.toFixed(1)} ms, 99 % within ${p99Ms.toFixed(1)}, longest ${longestMs.toFixed(1)}`,
);
console.log(`made by then: ${await queue.progress.getAttribute('aria-valuenow')}`);
await tellMemory('scrolled');

const inputs: Readonly<Record<string, () => Promise<void>>> = {
  'a click on a task': () => queue.tasks.getByRole('listitem').nth(8).click(),
  'the next task by its key': () => page.keyboard.press('ArrowDown'),
  'the last task by its key': () => page.keyboard.press('End'),
  'all selected': () => page.keyboard.press('Control+a'),
  'none selected': () => page.keyboard.press('Escape'),
  'only what waits': () => page.getByRole('button', { name: /^Waiting/ }).click(),
  'a letter to search for': () => page.getByPlaceholder('Search names').press('7'),
};
for (const [input, act] of Object.entries(inputs))
  console.log(`${input}: ${(await inputToPaint(page, act)).toFixed(0)} ms to its frame`);
await running.close();
rmSync(folder.path, { recursive: true, force: true });

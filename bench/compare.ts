// npm run bench -- compare: opens the full-size comparison of pictures of 12 and 108 megapixels on the built app, and goes closer and
// farther. Prints how long it takes to be there and the frames; asserts nothing.
import { rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { launchApp } from '../tests/e2e/harness/launch.ts';
import { makeTempFolder } from '../tests/e2e/harness/temp-folder.ts';
import { ComparePage } from '../tests/e2e/pages/compare-page.ts';
import { QueuePage } from '../tests/e2e/pages/queue-page.ts';
import { RecipePanel } from '../tests/e2e/pages/recipe-panel.ts';
import { median } from './median.ts';
import { watchFrames } from './watch-frames.ts';
import { writePhoto } from './write-photo.ts';

const rounds = Number(process.argv[2] ?? 5);
const folder = makeTempFolder();
const photo = join(folder.path, '12 megapixels.jpg');
const huge = join(folder.path, '108 megapixels.jpg');
await writePhoto(photo);
await sharp(photo).resize(12_000, 9000).jpeg({ quality: 88 }).toFile(huge);

const running = await launchApp({ userData: join(folder.path, 'user data') });
const { page } = running;
const [queue, compare] = [new QueuePage(page), new ComparePage(page)];
await new RecipePanel(page).choosePreset('Web set');
await queue.drop(photo, huge);

declare global {
  interface Window {
    comparing?: Promise<readonly [number, number]>;
  }
}

/** Notes the milliseconds from the next key to the frame with the first picture, and to the one with both pictures. */
function noteOpening(on: Page): Promise<void> {
  return on.evaluate(() => {
    window.comparing = new Promise((resolve) => {
      const onKey = ({ timeStamp }: KeyboardEvent) => {
        let shownAt = 0;
        const look = (now: number) => {
          const stage = document.querySelector('.versus-stage');
          // A frame later what was found is drawn.
          if (stage?.hasAttribute('data-seen') && shownAt === 0) shownAt = now;
          if (stage?.hasAttribute('data-ready')) resolve([shownAt - timeStamp, now - timeStamp]);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      };
      window.addEventListener('keydown', onKey, { once: true, capture: true });
    });
  });
}

const ms = (value: number) => `${value.toFixed(0)} ms`;

async function open(name: string): Promise<readonly [number, number]> {
  await queue.task(name).click();
  await noteOpening(page);
  await page.keyboard.press('c');
  return page.evaluate(async () => (await window.comparing) ?? [0, 0]);
}

async function close(name: string): Promise<void> {
  await page.keyboard.press('Escape');
  await compare.dialog(name).waitFor({ state: 'hidden' });
}

console.log(`load ${loadavg()[0]?.toFixed(1)}, medians of ${rounds}`);
for (const name of ['12 megapixels.jpg', '108 megapixels.jpg']) {
  await queue.expectStatus(name, 'succeeded');
  const [first, firstReady] = await open(name);
  console.log(`${name}, first time: shown in ${ms(first)}, both pictures in ${ms(firstReady)}`);
  await close(name);
  const shown: number[] = [];
  const ready: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [one, both] = await open(name);
    shown.push(one);
    ready.push(both);
    await close(name);
  }
  console.log(
    `${name}, again: shown in ${ms(median(shown))}, both pictures in ${ms(median(ready))}`,
  );
  await open(name);
  const frames = await watchFrames(page);
  for (const key of ['+', '+', '+', 'Shift+ArrowLeft', 'Shift+ArrowDown', '-', '-', '-', 's', '+'])
    await page.keyboard.press(key);
  const { count, longestMs, p99Ms } = await frames.stop();
  console.log(
    `${name}, closer and farther: ${count} frames, longest ${ms(longestMs)}, 99 % within ${ms(p99Ms)}`,
  );
  await page.keyboard.press('s');
  await close(name);
}
await running.close();
rmSync(folder.path, { recursive: true, force: true });

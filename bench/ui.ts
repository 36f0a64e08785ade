// npm run bench -- ui: 2,000 files dropped as a folder on the built app. Prints main's memory and the longest frame; asserts nothing.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { launchApp } from '../tests/e2e/harness/launch.ts';
import { makeTempFolder } from '../tests/e2e/harness/temp-folder.ts';
import { QueuePage } from '../tests/e2e/pages/queue-page.ts';
import { makePhotos } from './make-photos.ts';
import { watchFrames } from './watch-frames.ts';
import { watchMemory } from './watch-memory.ts';

const count = Number(process.argv[2] ?? 2000);
const folder = makeTempFolder();
const photos = join(folder.path, 'photos');
await makePhotos(photos, count);

const running = await launchApp({ userData: join(folder.path, 'user data') });
const queue = new QueuePage(running.page);
const memory = await watchMemory(running.app);
const frames = await watchFrames(running.page);

const startedAt = performance.now();
await queue.drop(photos);
await expect(queue.progress).toHaveAttribute('aria-valuenow', String(count), { timeout: 600_000 });
const seconds = (performance.now() - startedAt) / 1000;

const frame = await frames.stop();
const peak = memory.stop();
await running.close();
rmSync(folder.path, { recursive: true, force: true });

console.log(`files                        ${count}`);
console.log(
  `time                         ${seconds.toFixed(1)} s (${(count / seconds).toFixed(0)} a second)`,
);
console.log(`main process, peak memory    ${peak.toFixed(0)} MB`);
console.log(`frames while it ran          ${frame.count}`);
console.log(
  `longest frame                ${frame.longestMs.toFixed(0)} ms (p99 ${frame.p99Ms.toFixed(0)} ms)`,
);

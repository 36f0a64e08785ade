import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, setPriority } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { findNode } from '../src/engine/worker-pool/find-node.ts';
import { type FrameFigures, watchFrames } from './watch-frames.ts';

/** As low as the app's own workers. */
const workerPriority = 5;

/** Answers with what ends that, once all of them work: their start is no part of what is measured. */
async function keepCoresBusy(): Promise<() => void> {
  const busy = Array.from({ length: availableParallelism() }, () =>
    fork(join(import.meta.dirname, 'large/shrink-for-ever.ts'), {
      execPath: findNode() ?? process.execPath,
    }),
  );
  for (const { pid } of busy) if (pid !== undefined) setPriority(pid, workerPriority);
  await Promise.all(busy.map((child) => once(child, 'message')));
  return () => {
    for (const child of busy) child.kill('SIGKILL');
  };
}

/**
 * The floor of this machine: the frames of a page that scrolls plain lines, nothing else in it, while as many cores are kept as busy
 * as workers keep them. No list drawn by the same program can be smoother.
 */
export async function scrollPlainList(page: Page, forMs: number): Promise<FrameFigures> {
  const stop = await keepCoresBusy();
  const frames = await watchFrames(page);
  const scroll = page.evaluate(async (ms) => {
    const rowHeight = 40;
    const box = Object.assign(document.createElement('div'), { className: 'bench-plain-list' });
    Object.assign(box.style, {
      position: 'fixed',
      inset: '0',
      zIndex: '99',
      overflow: 'auto',
      background: 'white',
    });
    const high = document.createElement('div');
    Object.assign(high.style, { position: 'relative', height: `${100_000 * rowHeight}px` });
    const lines = Array.from({ length: Math.ceil(innerHeight / rowHeight) + 2 }, () => {
      const line = document.createElement('div');
      Object.assign(line.style, { position: 'absolute', left: '0', top: '0', height: '40px' });
      return line;
    });
    high.append(...lines);
    box.append(high);
    document.body.append(box);
    const until = performance.now() + ms;
    while (performance.now() < until) {
      await new Promise(requestAnimationFrame);
      box.scrollTop += 150;
      const first = Math.floor(box.scrollTop / rowHeight);
      for (const [at, line] of lines.entries()) {
        line.textContent = `picture-${first + at}.jpg`;
        line.style.transform = `translateY(${(first + at) * rowHeight}px)`;
      }
    }
    box.remove();
  }, forMs);
  await scroll.finally(stop);
  return frames.stop();
}

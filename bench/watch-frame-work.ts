import { readFileSync, rmSync } from 'node:fs';
import type { ElectronApplication } from '@playwright/test';
import { median } from './median.ts';

/** Processor time that the page's main thread takes for a frame: scripts, styles, layout and paint. Milliseconds. */
export interface FrameWork {
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly longestMs: number;
}

interface TraceEvent {
  readonly name: string;
  /** Microseconds of processor time. */
  readonly tdur?: number;
}

function workOf(trace: string): FrameWork {
  const { traceEvents }: { traceEvents: readonly TraceEvent[] } = JSON.parse(trace);
  const frames = traceEvents
    .filter(({ name }) => name === 'ProxyMain::BeginMainFrame')
    // A frame in which nothing is to be done ends at once.
    .flatMap(({ tdur = 0 }) => (tdur > 0 ? [tdur / 1000] : []))
    .sort((a, b) => a - b);
  return {
    medianMs: median(frames),
    p99Ms: frames[Math.floor(frames.length * 0.99)] ?? 0,
    longestMs: frames.at(-1) ?? 0,
  };
}

/** By Chromium's own trace, until `stop`. Unlike the time between frames it says the same while other programs have the cores. */
export async function watchFrameWork(
  app: ElectronApplication,
): Promise<{ stop: () => Promise<FrameWork> }> {
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['cc'], excluded_categories: ['*'] }),
  );
  return {
    stop: async () => {
      const path = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording());
      const work = workOf(readFileSync(path, 'utf8'));
      rmSync(path);
      return work;
    },
  };
}

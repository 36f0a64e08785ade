import { MultiBar, type Options, type Params } from 'cli-progress';
import { terminalWords } from '../../shared/words/areas/terminal.ts';
import type { Task } from '../../shared/task/task.ts';
import type { Paint } from './colours.ts';
import { tellEnding } from './finishing-lines.ts';
import type { Voice } from './voice.ts';
import type { Progress, Reporter } from './reporter.ts';
import { failedLine, heldLine } from './task-lines.ts';
import { humanTime } from './times.ts';

/** Below this the speed is too uncertain to foretell anything. */
const speedNeedsMs = 1500;

/** `doing` is what is written after the run, when it is. */
interface Shown {
  readonly progress: Progress;
  readonly doing: string | null;
}

function barText(
  options: Options,
  params: Params,
  {
    progress,
    doing,
    paint,
    elapsedMs,
  }: Shown & { readonly paint: Paint; readonly elapsedMs: number },
): string {
  const fraction = params.total === 0 ? 0 : params.value / params.total;
  const size = options.barsize ?? 30;
  const full = Math.round(fraction * size);
  const bar = paint('blue', '━'.repeat(full)) + paint('dim', '━'.repeat(size - full));
  if (doing !== null)
    return `${bar}  ${terminalWords('bar.doing', { doing, value: params.value, total: params.total })}`;
  const { settled, total } = progress;
  const parts = [
    terminalWords(progress.isWalking ? 'bar.settledSoFar' : 'bar.settled', { settled, total }),
  ];
  const settledNow = progress.settled - progress.before;
  if (elapsedMs > speedNeedsMs && settledNow > 0) {
    const perMs = settledNow / elapsedMs;
    parts.push(terminalWords('bar.rate', { count: Math.round(perMs * 1000) }));
    const left = progress.total - progress.settled;
    if (left > 0 && !progress.isWalking)
      parts.push(terminalWords('bar.left', { time: humanTime(left / perMs) }));
  }
  if (progress.failed > 0)
    parts.push(paint('red', terminalWords('bar.failed', { count: progress.failed })));
  return `${bar}  ${parts.join('  ')}`;
}

/** A progress bar for a terminal, what failed above it, the summary below. */
export function createBarReporter(voice: Voice): Reporter {
  const { paint } = voice;
  const nothing: Progress = { settled: 0, total: 0, before: 0, failed: 0, isWalking: true };
  let latest: Shown = { progress: nothing, doing: null };
  const startedAt = performance.now();
  const bars = new MultiBar({
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    fps: 10,
    barsize: 30,
    format: (options, params) =>
      barText(options, params, { ...latest, paint, elapsedMs: performance.now() - startedAt }),
  });
  const bar = bars.create(1, 0);
  const complain = (line: string) => bars.log(`${paint('red', '✗')} ${line}\n`);
  const settled = (task: Task) => {
    if (task.status === 'failed') complain(failedLine(task.sourcePath, task.failure, voice.cwd));
  };
  return {
    settled,
    settledBefore: settled,
    refused: ({ path, failure }) => complain(failedLine(path, failure, voice.cwd)),
    held: (hold, isGivenUp) => complain(heldLine(hold, isGivenUp)),
    progress(progress) {
      latest = { progress, doing: null };
      bar.setTotal(Math.max(1, progress.total));
      bar.update(progress.settled);
    },
    saving({ doing, done, total }) {
      latest = { ...latest, doing };
      bar.setTotal(Math.max(1, total));
      bar.update(done);
    },
    finished(summary, ending) {
      bars.update();
      bars.stop();
      tellEnding(voice, summary, ending);
    },
  };
}

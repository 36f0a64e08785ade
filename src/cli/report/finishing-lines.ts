import { displayPath } from '../../shared/paths/display-path.ts';
import { bytesWords, countWords, plural } from '../../shared/words/numbers.ts';
import type { Voice } from './line-reporter.ts';
import type { Ending } from './reporter.ts';
import type { Summary } from './summary.ts';
import { humanTime } from './times.ts';

const foldersShown = 3;

function whereLine(folders: readonly string[]): string {
  const shown = folders.slice(0, foldersShown).map(displayPath);
  const rest = folders.length - shown.length;
  return `The results are in ${shown.join(', ')}${rest > 0 ? ` and ${plural(rest, 'more folder')}` : ''}.`;
}

const madeNow = ({ succeeded, earlierCount }: Summary) => succeeded - earlierCount;

function madeLine(summary: Summary): string {
  const { outputCount, sourceBytes, outputBytes, durationMs } = summary;
  const made = `${plural(outputCount, 'thumbnail')} from ${plural(madeNow(summary), 'picture')}`;
  return `Made ${made} in ${humanTime(durationMs)} (${bytesWords(sourceBytes)} → ${bytesWords(outputBytes)}).`;
}

function countLine({ failed, skipped, resultCount, cancelled }: Summary): string | null {
  const counts = [
    [failed, 'failed'],
    [skipped - resultCount, 'skipped because nothing was to do'],
    [cancelled, 'cancelled'],
  ] as const;
  const parts = counts.filter(([value]) => value > 0);
  if (parts.length === 0) return null;
  return `${parts.map(([value, word]) => `${countWords(value)} ${word}`).join(', ')}.`;
}

function largerLine(count: number): string {
  const which = plural(count, 'of them is', 'of them are');
  return `${which} larger than the original: try a lower --quality or another --format.`;
}

function earlierLine(count: number): string {
  return `${plural(count, 'picture was', 'pictures were')} done before the interruption.`;
}

export function ownResultsLine(count: number): string {
  const made = `${plural(count, 'thumbnail')} that Thumbline made`;
  return `${made} skipped. Add --include-results to take ${count === 1 ? 'it' : 'them'} for pictures, too.`;
}

export function leftOutLine(count: number): string {
  return `${plural(count, 'other file or folder', 'other files and folders')} left out.`;
}

/** What a person reads when everything is over: what was made, what was not, and where it is. */
function finishingLines(summary: Summary, { isStopped }: Ending): string[] {
  const { succeeded, failed, cancelled, skipped, resultCount } = summary;
  const { leftOutCount: leftOut } = summary;
  const lines: string[] = [];
  if (isStopped) lines.push('Stopped.');
  if (madeNow(summary) > 0) lines.push(madeLine(summary));
  if (summary.earlierCount > 0) lines.push(earlierLine(summary.earlierCount));
  if (summary.largerCount > 0) lines.push(largerLine(summary.largerCount));
  const counts = countLine(summary);
  if (counts !== null) lines.push(counts);
  if (resultCount > 0) lines.push(ownResultsLine(resultCount));
  if (succeeded + failed + cancelled + skipped === 0 && !isStopped) {
    lines.push('There are no pictures here, so there was nothing to do.');
  }
  if (leftOut > 0) lines.push(leftOutLine(leftOut));
  if (summary.folders.length > 0) lines.push(whereLine(summary.folders));
  return lines;
}

/** The summary is no result, the files written after the run are. */
export function tellEnding(voice: Voice, summary: Summary, ending: Ending): void {
  finishingLines(summary, ending).forEach(voice.complain);
  for (const { line } of ending.saved) voice.say(line);
}

import { displayPath } from '../../shared/paths/display-path.ts';
import { terminalWords } from '../../shared/words/areas/terminal.ts';
import { bytesWords } from '../../shared/words/numbers.ts';
import type { Voice } from './voice.ts';
import type { Ending } from './reporter.ts';
import type { Summary } from './summary.ts';
import { humanTime } from './times.ts';

const foldersShown = 3;

function whereLine(folders: readonly string[]): string {
  const shown = folders.slice(0, foldersShown).map(displayPath);
  const more = folders.length - shown.length;
  return terminalWords('where', { folders: shown.join(', '), more });
}

const madeNow = ({ succeeded, earlierCount }: Summary) => succeeded - earlierCount;

function madeLine(summary: Summary): string {
  const { outputCount, sourceBytes, outputBytes, durationMs } = summary;
  return terminalWords('made', {
    outputCount,
    pictureCount: madeNow(summary),
    time: humanTime(durationMs),
    before: bytesWords(sourceBytes),
    after: bytesWords(outputBytes),
  });
}

function countLine({ failed, skipped, resultCount, cancelled }: Summary): string | null {
  const counts = [
    [failed, 'failed'],
    [skipped - resultCount, 'skipped'],
    [cancelled, 'cancelled'],
  ] as const;
  const parts = counts.filter(([value]) => value > 0);
  if (parts.length === 0) return null;
  return `${parts.map(([count, kind]) => terminalWords(`count.${kind}`, { count })).join(', ')}.`;
}

function largerLine(count: number): string {
  return terminalWords('larger', { count });
}

function earlierLine(count: number): string {
  return terminalWords('earlier', { count });
}

export function ownResultsLine(count: number): string {
  return terminalWords('ownResults', { count });
}

export function leftOutLine(count: number): string {
  return terminalWords('leftOut', { count });
}

/** What a person reads when everything is over: what was made, what was not, and where it is. */
function finishingLines(summary: Summary, { isStopped }: Ending): string[] {
  const { succeeded, failed, cancelled, skipped, resultCount } = summary;
  const { leftOutCount: leftOut } = summary;
  const lines: string[] = [];
  if (isStopped) lines.push(terminalWords('stopped'));
  if (madeNow(summary) > 0) lines.push(madeLine(summary));
  if (summary.earlierCount > 0) lines.push(earlierLine(summary.earlierCount));
  if (summary.largerCount > 0) lines.push(largerLine(summary.largerCount));
  const counts = countLine(summary);
  if (counts !== null) lines.push(counts);
  if (resultCount > 0) lines.push(ownResultsLine(resultCount));
  if (succeeded + failed + cancelled + skipped === 0 && !isStopped) {
    lines.push(terminalWords('nothing'));
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

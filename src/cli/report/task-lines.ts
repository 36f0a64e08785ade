import { dirname, relative } from 'node:path';
import { displayPath } from '../../shared/paths/display-path.ts';
import { failureLine, noteWords, skipWords } from '../../shared/task/failure-words.ts';
import type { Failure } from '../../shared/task/failure.ts';
import type { Hold } from '../../shared/task/hold.ts';
import { givenUpLine, waitingLine } from '../../shared/task/hold-words.ts';
import type { Output, PartlyMade, Task } from '../../shared/task/task.ts';
import { terminalWords } from '../../shared/words/areas/terminal.ts';
import { bytesWords } from '../../shared/words/numbers.ts';

/** Short where that is shorter: below the folder the person is in. */
export function shortPath(path: string, cwd: string): string {
  const way = relative(cwd, path);
  return displayPath(way === '' || way.startsWith('..') ? path : way);
}

export function failedLine(path: string, failure: Failure, cwd: string): string {
  return `${shortPath(path, cwd)}: ${failureLine(failure)}`;
}

function outputWords(output: Output, cwd: string): string {
  const { path, width, height, sizeBytes } = output;
  return `${shortPath(path, cwd)} (${width} × ${height}, ${bytesWords(sizeBytes)})`;
}

/** Why the run waits, or why it ends early. */
export function heldLine(hold: Hold, isGivenUp: boolean): string {
  return `thumbline: ${isGivenUp ? givenUpLine(hold) : waitingLine(hold)}`;
}

/** More than two files are counted, or nobody reads the line; `--json` names them all. */
function outputsWords(outputs: readonly Output[], cwd: string): string {
  const folders = new Set(outputs.map(({ path }) => dirname(path)));
  const [folder] = folders;
  if (outputs.length <= 2 || folder === undefined) {
    return outputs.map((output) => outputWords(output, cwd)).join(', ');
  }
  const place =
    folders.size === 1 ? shortPath(folder, cwd) : terminalWords('folders', { count: folders.size });
  const sizeBytes = outputs.reduce((sum, output) => sum + output.sizeBytes, 0);
  return terminalWords('files', { count: outputs.length, place, size: bytesWords(sizeBytes) });
}

/** Names what is missing when other outputs were made. */
function missingWords(partly: PartlyMade | undefined): string {
  return partly ? ` ${terminalWords('missing', { outputs: partly.failedOutputs.join(', ') })}` : '';
}

/** One line for a settled task; null for one that is not. */
export function taskLine(task: Task, cwd: string): string | null {
  const source = shortPath(task.sourcePath, cwd);
  switch (task.status) {
    case 'succeeded': {
      const made = outputsWords(task.outputs, cwd);
      const notes = task.notes.map((note) => ` ${noteWords(note)}`).join('');
      return `${source} → ${made}${notes}`;
    }
    case 'failed':
      return `${failedLine(task.sourcePath, task.failure, cwd)}${missingWords(task.partly)}`;
    case 'skipped':
      return `${source}: ${skipWords(task.reason)}`;
    case 'cancelled':
      return terminalWords('cancelled', { name: source });
    case 'queued':
    case 'running':
    default:
      return null;
  }
}

import type { Failure } from '../../shared/task/failure.ts';
import type { Task } from '../../shared/task/task.ts';
import { terminalWords } from '../../shared/words/areas/terminal.ts';
import { tellEnding } from './finishing-lines.ts';
import type { Reporter } from './reporter.ts';
import { isOwnResult } from './summary.ts';
import { failedLine, heldLine, shortPath, taskLine } from './task-lines.ts';
import { humanTime } from './times.ts';
import type { Voice } from './voice.ts';

/** Only what failed. */
export function createQuietReporter({ complain, cwd, paint }: Voice): Reporter {
  const tell = (path: string, failure: Failure) =>
    complain(paint('red', failedLine(path, failure, cwd)));
  const settled = (task: Task) => {
    if (task.status === 'failed') tell(task.sourcePath, task.failure);
  };
  return {
    settled,
    settledBefore: settled,
    refused: ({ path, failure }) => tell(path, failure),
    held: (hold, isGivenUp) => complain(paint('red', heldLine(hold, isGivenUp))),
    progress: () => undefined,
    saving: () => undefined,
    finished: () => undefined,
  };
}

/** One plain line for each task, for pipes and log files. Cancelled ones and results of earlier runs are only counted. */
export function createLineReporter(voice: Voice): Reporter {
  const quiet = createQuietReporter(voice);
  const tell = (task: Task) => {
    const line = taskLine(task, voice.cwd);
    if (line !== null) voice.say(line);
  };
  return {
    ...quiet,
    settled(task) {
      if (isOwnResult(task)) return;
      if (task.status === 'succeeded' || task.status === 'skipped') tell(task);
      else quiet.settled(task);
    },
    finished: (summary, ending) => tellEnding(voice, summary, ending),
  };
}

/** A line for each file, however many there are of a picture, and how long each picture took. */
export function createVerboseReporter(voice: Voice): Reporter {
  const plain = createLineReporter(voice);
  return {
    ...plain,
    settled(task) {
      if (task.status !== 'succeeded') return plain.settled(task);
      for (const output of task.outputs) plain.settled({ ...task, outputs: [output] });
      const name = shortPath(task.sourcePath, voice.cwd);
      voice.complain(terminalWords('took', { name, time: humanTime(task.durationMs ?? 0) }));
    },
  };
}

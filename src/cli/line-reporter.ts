import type { Task } from '../shared/task/task.ts';
import { finishingLines } from './finishing-lines.ts';
import type { Reporter } from './reporter.ts';
import { failedLine, taskLine } from './task-lines.ts';

/** Where lines go. What failed goes to stderr, so that it is not lost in a pipe. */
export interface Voice {
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
  readonly cwd: string;
}

/** Only what failed. */
export function createQuietReporter({ complain, cwd }: Voice): Reporter {
  return {
    settled(task) {
      if (task.status === 'failed') complain(failedLine(task.sourcePath, task.failure, cwd));
    },
    refused: ({ path, failure }) => complain(failedLine(path, failure, cwd)),
    progress: () => undefined,
    saving: () => undefined,
    finished: () => undefined,
  };
}

/** One plain line for each task, for pipes and log files. Cancelled ones are only counted. */
export function createLineReporter(voice: Voice): Reporter {
  const quiet = createQuietReporter(voice);
  const tell = (task: Task) => {
    const line = taskLine(task, voice.cwd);
    if (line !== null) voice.say(line);
  };
  return {
    ...quiet,
    settled(task) {
      if (task.status === 'succeeded' || task.status === 'skipped') tell(task);
      else quiet.settled(task);
    },
    finished: (summary, ending) => finishingLines(summary, ending).forEach(voice.say),
  };
}

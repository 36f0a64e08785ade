import type { Engine } from '../../engine/index.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import { ok, type Result } from '../../shared/result.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import type { Output, TaskId } from '../../shared/task/task.ts';
import type { Clipboard } from '../files/clipboard.ts';
import type { FileOpener } from '../files/file-opener.ts';
import type { PictureCopier } from '../files/picture-copier.ts';
import type { HandlersFor } from './answer-request.ts';

export interface OutputDependencies {
  readonly engine: Pick<Engine, 'find'>;
  readonly opener: FileOpener;
  readonly clipboard: Clipboard;
  readonly copyPicture: PictureCopier;
}

type Channels = 'output:open' | 'output:reveal' | 'output:copy-picture' | 'output:copy-path';

export function outputRequests(dependencies: OutputDependencies): HandlersFor<Channels> {
  const { engine, opener, clipboard, copyPicture } = dependencies;

  async function withOutput(
    wanted: { readonly taskId: TaskId; readonly output: number },
    act: (output: Output) => Promise<Result<void, Problem>>,
  ): Promise<Result<void, Problem>> {
    const task = engine.find(wanted.taskId);
    const output = task ? outputsOf(task)[wanted.output] : undefined;
    return output === undefined
      ? refuse('not-found', 'This task has no such result.')
      : act(output);
  }

  return {
    'output:open': (wanted) => withOutput(wanted, ({ path }) => opener.open(path)),
    'output:reveal': (wanted) => withOutput(wanted, ({ path }) => opener.reveal(path)),
    'output:copy-path': (wanted) =>
      withOutput(wanted, async ({ path }) => ok(await clipboard.writeText(path))),
    'output:copy-picture': (wanted) => withOutput(wanted, copyPicture),
  };
}

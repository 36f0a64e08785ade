import { type Engine, recipeKey } from '../../engine/index.ts';
import { type MadeElsewhere, type Problem, refuse } from '../../shared/ipc/answers.ts';
import { ok, type Result } from '../../shared/result.ts';
import { filedRecipe } from '../../shared/task/filed-recipe.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import { type Recipe, workOf } from '../../shared/task/recipe.ts';
import type { PresetRepository } from '../../shared/task/preset-repository.ts';
import type { Output, Task, TaskId } from '../../shared/task/task.ts';
import { asItStands, handTurnings, turnedAsShown } from '../../shared/task/turning.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import type { Clipboard, PictureCopier } from '../files/clipboard.ts';
import type { FileOpener } from '../files/file-opener.ts';
import type { NextPrivate } from '../files/receive-files.ts';
import type { FileDialogs } from '../files/file-dialogs.ts';
import type { Grants } from '../security/grants.ts';
import type { HandlersFor } from './answer-request.ts';
import { findTasks } from './find-tasks.ts';

type TaskChannels =
  | 'task:detail'
  | 'task:peek'
  | 'task:cancel'
  | 'task:retry'
  | 'task:remove'
  | 'task:run-again'
  | 'task:run-elsewhere'
  | 'task:open-source'
  | 'task:reveal-source';

interface TaskDependencies {
  readonly opener: FileOpener;
  readonly presets: PresetRepository;
  readonly dialogs: Pick<FileDialogs, 'chooseDestination'>;
  readonly grants: Pick<Grants, 'allowDestination' | 'chooseDestination'>;
  readonly privacy: NextPrivate;
}

const unknownTask = () => refuse('not-found', desktopWords('taskNotHistoryAnyMore'));

export function taskRequests(
  engine: Engine,
  { opener, presets, dialogs, grants, privacy }: TaskDependencies,
): HandlersFor<TaskChannels> {
  return {
    'task:detail': (taskId) => {
      const detail = engine.detail(taskId);
      return detail === null ? unknownTask() : ok(detail);
    },
    'task:peek': async (taskIds) => ok(await engine.peek(taskIds)),
    'task:cancel': (selection) => ok(engine.cancel(selection)),
    'task:retry': (selection) => ok(engine.retry(selection)),
    'task:remove': (selection) => ok(engine.remove(selection)),
    'task:run-again': async ({ taskIds, recipe }) => {
      const tasks = await findTasks(engine, taskIds);
      if (tasks.length === 0) return unknownTask();
      const allowed = await grants.allowDestination(recipe.destination);
      if (!allowed.ok) return allowed;
      const paths = tasks.map((task) => task.sourcePath);
      const filed = filedRecipe(recipe, presets.list(), { keyOf: recipeKey });
      // Whoever makes one of them again has not changed their mind; and what is added next is still to come.
      const isOfPrivate = tasks.some(({ batchId }) => engine.findBatch(batchId)?.isPrivate);
      const isPrivate = isOfPrivate || privacy.isWanted();
      const request = { paths, recipe: filed, origin: 'run-again' } as const;
      return ok(await engine.enqueue(isPrivate ? { ...request, isPrivate } : request));
    },
    'task:run-elsewhere': async (wanted) => {
      const folder = await dialogs.chooseDestination();
      if (folder === null) return ok(null);
      grants.chooseDestination(folder);
      const tasks = await findTasks(engine, wanted === 'held' ? engine.heldTasks() : wanted);
      return ok(await makeElsewhere(engine, tasks, folder));
    },
    'task:open-source': (taskId) => {
      const task = engine.find(taskId);
      return task === null ? unknownTask() : opener.open(task.sourcePath);
    },
    'task:reveal-source': (taskId) => {
      const task = engine.find(taskId);
      return task === null ? unknownTask() : opener.reveal(task.sourcePath);
    },
  };
}

const isLeft = ({ status }: Task) => status === 'queued' || status === 'failed';

/**
 * Makes tasks as their batches would, but in this folder; they leave the queue once their successors are stored. Batches of one recipe
 * become one: of two pictures with one name neither replaces the other's result.
 */
async function makeElsewhere(
  engine: Pick<Engine, 'enqueue' | 'find' | 'findBatch' | 'remove'>,
  tasks: readonly Task[],
  folder: string,
): Promise<MadeElsewhere> {
  const destination = { kind: 'folder', path: folder, mirrorsTree: false } as const;
  const groups = new Map<string, { readonly recipe: Recipe; isPrivate: boolean; own: Task[] }>();
  for (const task of tasks) {
    // Some may have been made meanwhile.
    const batch = isLeft(task) ? engine.findBatch(task.batchId) : null;
    if (batch === null) continue;
    const recipe = { ...batch.recipe, destination };
    const isPrivate = batch.isPrivate === true;
    const key = JSON.stringify([recipe, isPrivate]);
    const group = groups.get(key) ?? { recipe, isPrivate, own: [] };
    groups.set(key, group);
    group.own.push(task);
  }
  let count = 0;
  for (const { recipe, isPrivate, own } of groups.values()) {
    const { acceptedCount } = await engine.enqueue({
      paths: own.map(({ sourcePath }) => sourcePath),
      recipe,
      origin: 'run-again',
      ...(isPrivate && { isPrivate }),
    });
    count += acceptedCount;
    // What was made before its successor was stored stays, with its results.
    engine.remove(own.flatMap(({ id }) => (engine.find(id)?.status === 'succeeded' ? [] : id)));
  }
  const conflicts = new Set(Array.from(groups.values(), ({ recipe }) => recipe.conflict));
  return { folder, count, conflicts: [...conflicts] };
}

/** What is said of one picture by hand: what must stay in it when it is cut, and how it is turned. */
export function focusRequests(
  engine: Pick<
    Engine,
    | 'find'
    | 'findBatch'
    | 'focalPoint'
    | 'saveFocalPoint'
    | 'proposePoint'
    | 'handTurning'
    | 'saveHandTurning'
  >,
): HandlersFor<'focus:read' | 'focus:save' | 'focus:propose' | 'picture:turn'> {
  const gone = () => refuse('not-found', desktopWords('pictureNotAnyMore'));
  return {
    'picture:turn': async ({ taskId, by }) => {
      const task = engine.find(taskId);
      if (task === null) return gone();
      const turning = await engine.handTurning(taskId);
      const recipe = engine.findBatch(task.batchId)?.recipe ?? asItStands;
      const wanted = turnedAsShown(turning, { recipe, by: handTurnings[by] });
      return (await engine.saveHandTurning(taskId, wanted)) ? ok(undefined) : gone();
    },
    'focus:propose': async (taskId) => {
      const task = engine.find(taskId);
      if (task === null) return gone();
      const batch = engine.findBatch(task.batchId);
      return ok(await engine.proposePoint(task.sourcePath, batch ? workOf(batch.recipe).page : 1));
    },
    'focus:read': async (taskId) => ok(await engine.focalPoint(taskId)),
    'focus:save': async ({ taskId, point }) =>
      (await engine.saveFocalPoint(taskId, point)) ? ok(undefined) : gone(),
  };
}

interface OutputDependencies {
  readonly engine: Pick<Engine, 'find'>;
  readonly opener: FileOpener;
  readonly clipboard: Clipboard;
  readonly copyPicture: PictureCopier;
}

type OutputChannels = 'output:open' | 'output:reveal' | 'output:copy-picture' | 'output:copy-path';

export function outputRequests(dependencies: OutputDependencies): HandlersFor<OutputChannels> {
  const { engine, opener, clipboard, copyPicture } = dependencies;

  async function withOutput(
    wanted: { readonly taskId: TaskId; readonly output: number },
    act: (output: Output) => Promise<Result<void, Problem>>,
  ): Promise<Result<void, Problem>> {
    const task = engine.find(wanted.taskId);
    const output = task ? outputsOf(task)[wanted.output] : undefined;
    return output === undefined
      ? refuse('not-found', desktopWords('taskNoSuchResult'))
      : act(output);
  }

  return {
    'output:open': (wanted) => withOutput(wanted, ({ path }) => opener.open(path)),
    'output:reveal': (wanted) => withOutput(wanted, ({ path }) => opener.reveal(path)),
    'output:copy-path': (wanted) =>
      withOutput(wanted, async ({ path }) =>
        path.isWellFormed()
          ? ok(await clipboard.writeText(path))
          : refuse('not-possible', desktopWords('drag.name')),
      ),
    'output:copy-picture': (wanted) => withOutput(wanted, copyPicture),
  };
}

import { randomUUID } from 'node:crypto';
import type { Engine } from '../../engine/index.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import type { ChoiceId, PlanFiles } from '../../shared/ipc/requests/recipe-requests.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import type { FileDialogs } from '../files/file-dialogs.ts';
import type { ReceiveFiles } from '../files/receive-files.ts';
import type { Grants } from '../security/grants.ts';
import type { HandlersFor } from './answer-request.ts';
import { findTasks } from './find-tasks.ts';

/** What a person chose in a dialog, under a name that the page can use without knowing a path. */
interface ChosenFiles {
  /** Takes the place of what was kept before: a window shows one plan at a time. */
  keep(paths: readonly string[]): ChoiceId;
  /** Null when another choice took its place. */
  find(choiceId: ChoiceId): readonly string[] | null;
}

function createChosenFiles(): ChosenFiles {
  let latest: { readonly id: ChoiceId; readonly paths: readonly string[] } | null = null;
  return {
    keep(paths) {
      const id = randomUUID();
      latest = { id, paths };
      return id;
    },
    find: (choiceId) => (latest?.id === choiceId ? latest.paths : null),
  };
}

interface PlanDependencies {
  readonly engine: Pick<Engine, 'find' | 'plan'>;
  readonly receive: ReceiveFiles;
  readonly dialogs: Pick<FileDialogs, 'chooseFiles' | 'chooseFolder'>;
  readonly grants: Pick<Grants, 'allowSources'>;
}

type Channels = 'plan:choose' | 'plan:make' | 'plan:make-of-tasks' | 'plan:start';

const unknownChoice = () => refuse('not-found', desktopWords('pleaseChooseFilesAgain'));
const newerPlan = () => refuse('not-possible', desktopWords('newerPlanTookPlace'));

/** What would be made of files or tasks; and the files of a plan added to the queue, as they were planned. */
export function planRequests({
  engine,
  receive,
  dialogs,
  grants,
}: PlanDependencies): HandlersFor<Channels> {
  const chosen = createChosenFiles();
  let planning: AbortController | null = null;

  /** What a person gave: dropped, or chosen in a dialog of ours. */
  async function sourcesOf(files: PlanFiles): Promise<Result<readonly string[], Problem>> {
    if (!('paths' in files)) {
      const paths = chosen.find(files.choiceId);
      return paths === null ? unknownChoice() : ok(paths);
    }
    const allowed = await grants.allowSources(files.paths);
    return allowed.ok ? ok(files.paths) : allowed;
  }

  /** Takes the place of the plan that was asked for before, however long each takes to find its sources. */
  async function plan(find: () => Promise<Result<readonly string[], Problem>>, recipe: Recipe) {
    planning?.abort();
    const mine = new AbortController();
    planning = mine;
    const sources = await find();
    if (planning !== mine) return newerPlan();
    if (!sources.ok) return sources;
    const made = await engine.plan({ paths: sources.value, recipe, signal: mine.signal });
    return mine.signal.aborted ? newerPlan() : ok(made);
  }

  return {
    'plan:choose': async ({ kind }) => {
      const paths = await (kind === 'files' ? dialogs.chooseFiles() : dialogs.chooseFolder());
      return ok(paths.length === 0 ? null : chosen.keep(paths));
    },
    'plan:make': ({ files, recipe }) => plan(() => sourcesOf(files), recipe),
    'plan:make-of-tasks': ({ taskIds, recipe }) =>
      plan(async () => {
        const tasks = await findTasks(engine, taskIds);
        return ok(tasks.map(({ sourcePath }) => sourcePath));
      }, recipe),
    'plan:start': async ({ files, recipe }) => {
      const sources = await sourcesOf(files);
      if (!sources.ok) return sources;
      return receive(sources.value, 'paths' in files ? 'drop' : 'choose', recipe);
    },
  };
}

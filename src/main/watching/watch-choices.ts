import { randomUUID } from 'node:crypto';
import {
  createWatchedFolders,
  type Engine,
  folderProblem,
  type FolderWatcher,
} from '../../engine/index.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { WatchChange, WatchReport } from '../../shared/settings/watch-report.ts';
import {
  WatchedFolder,
  type WatchedFolderDraft,
  type WatchedFolders,
  type WatchState,
} from '../../shared/settings/watched-folders.ts';
import { displayPath } from '../../shared/paths/display-path.ts';
import type { PresetRepository } from '../../shared/task/preset-repository.ts';
import { watchingWords } from '../../shared/words/areas/watching.ts';
import type { Announce } from '../announcing/announcer.ts';
import type { FileDialogs } from '../files/file-dialogs.ts';
import type { Log } from '../log.ts';
import type { Grants } from '../security/grants.ts';
import type { ParsedStore } from '../stores/parsed-store.ts';

/** The watched folders of a person. */
export interface WatchChoices {
  readonly list: () => readonly WatchReport[];
  /** Asks for a folder. Null: the dialog was closed without choosing. */
  readonly add: () => Promise<Result<string | null, Problem>>;
  readonly change: (id: string, change: WatchChange) => Promise<Result<void, Problem>>;
  readonly remove: (id: string) => void;
  readonly kept: () => readonly WatchedFolder[];
  /** Adds those that are not watched yet, switched off: each is checked and asked about when it is switched on. */
  readonly takeOver: (drafts: readonly WatchedFolderDraft[]) => void;
  readonly close: () => void;
}

export interface WatchParts {
  readonly store: ParsedStore<WatchedFolders>;
  /** Of the lists of what was seen in each. */
  readonly listsFolder: string;
  readonly engine: Pick<Engine, 'enqueueWatched'>;
  readonly watcher: FolderWatcher;
  readonly presets: Pick<PresetRepository, 'list'>;
  readonly readSettings: () => Settings;
  readonly dialogs: Pick<FileDialogs, 'chooseFolder'>;
  readonly grants: Pick<Grants, 'allowDestination'>;
  readonly announce: Announce;
  readonly log: Log;
}

/** A person may watch many; more than this is a mistake. */
const mostFolders = 200;

export function createWatchChoices(parts: WatchParts): WatchChoices {
  const { store, listsFolder, engine, watcher, presets, readSettings, dialogs } = parts;
  const { grants, announce, log } = parts;
  const states = new Map<string, WatchState>();
  const batches = new Map<string, NonNullable<WatchReport['lastBatch']>>();
  const all = () => store.read().folders;

  const report = ({ recipe, seenUntil: _seen, ...folder }: WatchedFolder): WatchReport => ({
    ...folder,
    recipeName: recipe.name,
    state: folder.isOn ? (states.get(folder.id) ?? { kind: 'starting' }) : null,
    lastBatch: batches.get(folder.id) ?? null,
  });
  const list = () => all().map(report);
  const tell = () => announce('watch:changed', list());

  const folders = createWatchedFolders({
    watcher,
    engine,
    listsFolder,
    onState(id, state) {
      states.set(id, state);
      tell();
    },
    onBatch(id, { count }) {
      batches.set(id, { count, at: Date.now() });
      tell();
    },
    onSeen(id, seenUntil) {
      store.replace({
        folders: all().map((one) => (one.id === id ? { ...one, seenUntil } : one)),
      });
    },
    onRefused: (error) => log('watch', error),
  });
  const follow = () => folders.set(all().filter(({ isOn }) => isOn));
  const keep = (next: readonly WatchedFolder[]) => {
    store.replace({ folders: next });
    follow();
    tell();
  };

  /** Why it cannot be watched beside the others. One that is away is watched once it is back. */
  const problemOf = async (folder: WatchedFolder): Promise<Problem | null> => {
    const others = all().filter(({ id, isOn }) => id !== folder.id && isOn);
    const problem = await folderProblem(folder, others);
    if (problem === null || problem === 'away' || problem === 'silent') return null;
    const words = watchingWords(`problem.${problem}`);
    const line = watchingWords('terminal.problem', {
      folder: displayPath(folder.path),
      problem: words,
    });
    return refuse('not-possible', line).problem;
  };

  /** Checks it and its destination. */
  const allow = async (folder: WatchedFolder): Promise<Result<void, Problem>> => {
    const problem = folder.isOn ? await problemOf(folder) : null;
    if (problem) return { ok: false, problem };
    return grants.allowDestination(folder.recipe.destination);
  };

  let lastTurn: Promise<unknown> = Promise.resolve();
  /** One after another: each is checked beside what the one before it has kept. */
  const inTurn = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    const turn = lastTurn.then(work, work);
    lastTurn = turn;
    return turn;
  };
  const find = (id: string) => all().find((one) => one.id === id);
  const notThere = () => refuse('not-found', watchingWords('notThere'));

  const changed = (folder: WatchedFolder, change: WatchChange): WatchedFolder | null => {
    const { presetId, ...given } = change;
    const own = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    );
    const next = { ...folder, ...own };
    // Who switches it on decides anew what is to become of what is there.
    const seenUntil = change.isOn === true && next.existing === 'leave' ? null : folder.seenUntil;
    if (presetId === undefined) return { ...next, seenUntil };
    const { recipe } = readSettings();
    if (presetId === null) return { ...next, seenUntil, presetId, recipe };
    const preset = presets.list().find(({ id }) => id === presetId);
    return preset ? { ...next, seenUntil, presetId, recipe: preset.recipe } : null;
  };

  follow();
  return {
    list,
    async add() {
      const [path] = await dialogs.chooseFolder();
      if (path === undefined) return ok(null);
      if (all().length >= mostFolders)
        return refuse('too-many', watchingWords('tooMany', { most: mostFolders }));
      const { recipe, presetId } = readSettings();
      const folder = WatchedFolder.parse({ id: randomUUID(), path, recipe, presetId });
      return inTurn(async () => {
        const allowed = await allow(folder);
        if (!allowed.ok) return allowed;
        keep([...all(), folder]);
        return ok(folder.id);
      });
    },
    change: (id, change) =>
      inTurn(async () => {
        const before = find(id);
        const next = before && changed(before, change);
        if (!next) return notThere();
        const allowed = await allow(next);
        if (!allowed.ok) return allowed;
        // While a person was asked it may have been removed, and more of it been seen.
        const now = find(id);
        if (!now) return notThere();
        const isAnew = next.seenUntil !== before.seenUntil;
        const kept = { ...next, seenUntil: isAnew ? next.seenUntil : now.seenUntil };
        keep(all().map((one) => (one.id === id ? kept : one)));
        return ok(undefined);
      }),
    remove(id) {
      // It comes from the page.
      if (!find(id)) return;
      states.delete(id);
      batches.delete(id);
      keep(all().filter((one) => one.id !== id));
      folders.forget(id);
    },
    kept: all,
    takeOver(drafts) {
      const byPath = new Map(drafts.map((draft) => [draft.path, draft]));
      for (const { path } of all()) byPath.delete(path);
      const added = Array.from(byPath.values(), (draft) =>
        WatchedFolder.parse({ ...draft, id: randomUUID(), isOn: false, seenUntil: null }),
      );
      if (added.length > 0) keep([...all(), ...added]);
    },
    close: () => folders.close(),
  };
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { shell } from 'electron';
import {
  beginWithHistory,
  createDriveWalker,
  createEngine,
  createFreedesktopTrash,
  createThreadWalker,
  createThreadZipper,
  type Engine,
  type ServerChoice,
  type Trash,
  withPrivateBatches,
} from '../../engine/index.ts';
import { setDiskProgram } from '../../engine/files/index.ts';
import type { LostHistory } from '../../shared/settings/lost-history.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { putsOriginalsBack } from '../../shared/task/undo.ts';
import { storingWords } from '../../shared/words/areas/storing.ts';
import { attemptsAtOnce, attemptsAtServer } from '../stores/attempts-at-once.ts';
import { forgetOldHistory, limitMsOf, readLimitsOf } from '../stores/apply-settings.ts';
import type { AppPlaces } from './app-places.ts';
import { chooseLauncher } from './worker-launcher.ts';

/** Elsewhere the system does not say where a file went, so nothing can be put back from here. */
const shellTrash: Trash = {
  async put(path) {
    await shell.trashItem(path);
    return null;
  },
  restore: () => Promise.resolve(false),
};

/** The system's trash; on Linux by its own rules, so that originals can be put back. */
function systemTrash(): Trash {
  return putsOriginalsBack(process.platform) ? createFreedesktopTrash() : shellTrash;
}

interface OpenedEngine {
  readonly engine: Engine;
  /** See `OpenedHistory`. */
  readonly noteDamage: () => void;
  /** A history that could not be used. */
  readonly lost: LostHistory | null;
}

interface EngineSetting {
  readonly places: AppPlaces;
  /** The app's own folder. */
  readonly folder: string;
  readonly readSettings: () => Settings;
  readonly isOnBattery: boolean;
  /** Where pictures are made; null: here. */
  readonly server: ServerChoice | null;
  readonly onBug: (error: unknown) => void;
  /** One plain line about the history that is found out later. */
  readonly onNotice: (notice: string) => void;
  /** The history is found to be damaged while it is in use. */
  readonly onDamage: () => void;
}

/** The engine, going on with what was unfinished. Throws when the history cannot be opened. */
export function openEngine({
  places,
  folder,
  readSettings,
  isOnBattery,
  server,
  onBug,
  onNotice,
  onDamage,
}: EngineSetting): OpenedEngine {
  const settings = readSettings();
  const path = join(folder, 'history.db');
  // A window that was closed once had a history.
  const isMissing = !existsSync(path) && existsSync(join(folder, 'window.json'));
  const nodePath = places.node;
  setDiskProgram({ nodePath, entry: places.diskProcess });
  const usual = createThreadWalker(places.walkThread);
  const others = {
    launcher: chooseLauncher(places, {
      override: process.env['THUMBLINE_WORKER'],
      isFullSpeed: () => readSettings().worksAtFullSpeed,
    }),
    walker: createDriveWalker(usual, { nodePath, entry: places.walkProcess }),
    zipper: createThreadZipper(places.zipThread),
    trash: systemTrash(),
    concurrency: attemptsAtOnce(settings, isOnBattery),
    concurrencyAtServer: attemptsAtServer(settings),
    server,
    limitMs: limitMsOf(settings),
    readLimits: readLimitsOf(settings),
    cacheFolder: join(folder, 'previews'),
    onBug,
  };
  const upkeep = { thread: places.historyThread, onNotice, onDamage };
  const onLost = () => onNotice(storingWords('privateLost'));
  const { work: engine, history } = beginWithHistory(path, upkeep, (opened) =>
    createEngine({
      ...others,
      history: withPrivateBatches(opened, { folder, onLost, onUnread: onBug }),
    }),
  );
  forgetOldHistory(engine, settings).catch(onBug);
  const noteDamage = () => history.noteDamage();
  return {
    engine,
    noteDamage,
    lost: isMissing ? { path: null, reason: 'missing' } : history.setAside,
  };
}

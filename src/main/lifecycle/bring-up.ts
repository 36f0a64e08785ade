import { join } from 'node:path';
import { app, powerMonitor } from 'electron';
import { createFolderWatcher, type Engine, findProtection } from '../../engine/index.ts';
import { limitYoungGeneration } from '../../engine/files/index.ts';
import type { SettingsChange } from '../../shared/settings/settings.ts';
import { watchingWords } from '../../shared/words/areas/watching.ts';
import { alsoOnPresets } from '../announcing/announcer.ts';
import type { IncomingCommands } from '../arguments/asked-command.ts';
import type { IncomingPaths } from '../arguments/opened-paths.ts';
import { noteDraggedResults } from '../files/dragged-results.ts';
import { createFileDialogs } from '../files/file-dialogs.ts';
import { confirmGrant } from '../files/confirm-grant.ts';
import { savePastedInto } from '../files/pasted-pictures.ts';
import {
  type NextPrivate,
  notingRecent,
  type ReceiveFiles,
  receiveFilesInto,
  trySamplesFrom,
} from '../files/receive-files.ts';
import { createRecent } from '../files/recent-paths.ts';
import { createSettingsFiles } from '../files/settings-files.ts';
import { layOutSamples } from '../files/sample-pictures.ts';
import { shareMenu } from '../files/share-menu.ts';
import { allHandlers } from '../ipc/all-handlers.ts';
import type { Handlers } from '../ipc/answer-request.ts';
import { fingerprintAt } from '../ipc/find-results.ts';
import type { Log } from '../log.ts';
import { languageFolders } from '../languages/speak-chosen.ts';
import { createCommandHost } from '../menu/command-host.ts';
import { installMenus } from '../menu/install-menu.ts';
import type { RecipePreviews } from '../protocol/recipe-previews.ts';
import { askPerson } from '../security/ask-person.ts';
import { createGrants } from '../security/grants.ts';
import { chosenServer, confirmServer, createServerChoices } from '../server/server-choices.ts';
import { applySettings } from '../stores/apply-settings.ts';
import {
  openLostHistoryStore,
  openRecentStore,
  openWatchedFolders,
  type Stores,
} from '../stores/open-stores.ts';
import { createWatchChoices } from '../watching/watch-choices.ts';
import type { AppWindow } from '../window/app-window.ts';
import { createDamageWatch } from './damage-watch.ts';
import { appFacts, picturesFolder } from './app-facts.ts';
import { chooseUpdates } from './choose-updates.ts';
import type { AppPlaces } from './app-places.ts';
import { diagnose } from './diagnose.ts';
import { followEngine } from './follow-engine.ts';
import { openEngine } from './open-engine.ts';
import { applyStartAtLogin, runBackground, watchBattery } from './run-background.ts';
import { runDropWindow } from './run-drop-window.ts';
import { startAgain } from './start-again.ts';

/** What the window was opened with. */
export interface ShownApp {
  readonly places: AppPlaces;
  /** The app's own folder. */
  readonly folder: string;
  readonly stores: Stores;
  /** Raised before a window was there to show them. */
  readonly notices: readonly string[];
  /** Paths that were dropped or pasted, as Chromium's browser process says. It grows while the app runs. */
  readonly given: Set<string>;
  readonly window: AppWindow;
  readonly previews: RecipePreviews;
  readonly allowsDevTools: boolean;
  /** The origin that pages come from in development, else null. */
  readonly development: string | null;
  readonly incoming: IncomingPaths;
  readonly commands: IncomingCommands;
  readonly log: Log;
}

export interface BroughtUp {
  readonly engine: Engine;
  readonly handlers: Handlers;
  /** Looks whether an error means that the history is damaged. */
  readonly lookForDamage: (error: unknown) => void;
  readonly close: () => Promise<void>;
}

/**
 * The engine, what answers the page, the menu, and what follows the engine; then lets in what was asked to be opened.
 * Loaded once the window has something to show: it is most of the program.
 */
export function bringUp(shown: ShownApp): BroughtUp {
  const { places, folder, stores, notices, given, window, previews } = shown;
  const { allowsDevTools, incoming, commands, log } = shown;
  const { settings, presets, tokens, destinations } = stores;
  const announce = alsoOnPresets(window.announcer.announce, () => background.refresh());
  // What is loaded to start is loaded.
  limitYoungGeneration();
  const damage = createDamageWatch(() => announce('history:damaged', null));
  const { engine, noteDamage, lost } = openEngine({
    places,
    folder,
    readSettings: settings.read,
    isOnBattery: powerMonitor.isOnBatteryPower(),
    server: chosenServer(settings.read(), tokens),
    onBug: (error) => {
      log('engine', error);
      damage.look(error);
    },
    onDamage: () => damage.found(),
    onNotice: (later) => announce('notice:raised', later),
  });
  const lostHistory = openLostHistoryStore(folder);
  if (lost) lostHistory.replace({ lost });
  damage.whenFound(noteDamage);

  const grants = createGrants({
    given,
    ask: (question) => confirmGrant(window.current(), question),
    destinations: {
      read: () => destinations.read().folders,
      replace: (folders) => destinations.replace({ folders }),
    },
  });
  const dialogs = createFileDialogs(window.current);
  const recent = createRecent({
    store: openRecentStore(folder),
    tellSystem: (path) => app.addRecentDocument(path),
    clearSystem: () => app.clearRecentDocuments(),
    onChange: () => menus.install(),
  });
  const privacy: NextPrivate = {
    isWanted: () => settings.read().nextIsPrivate,
    onTaken: () => void changeSettings({ nextIsPrivate: false }),
  };
  const into = receiveFilesInto(engine, settings, { presets, announce, grants, privacy });
  const trySamples = trySamplesFrom(
    () => layOutSamples({ from: places.samples, base: picturesFolder() }),
    into,
    settings,
  );
  const receive = notingRecent(into, engine, recent.note);

  const confirm = (address: string) => confirmServer(window.current(), address);
  const server = createServerChoices({ engine, settings, tokens, announce, confirm });

  const updates = chooseUpdates({
    isOn: () => settings.read().checksForUpdates,
    isBusy: () => followed.isBusy(),
    window: window.current,
    announce,
    log,
  });

  const watching = createWatchChoices({
    store: openWatchedFolders(folder, (keptAs) =>
      announce('notice:raised', watchingWords('badFile', { keptAs })),
    ),
    listsFolder: join(folder, 'watched'),
    engine,
    watcher: createFolderWatcher({ nodePath: places.node, entry: places.watchProcess }),
    presets,
    readSettings: settings.read,
    dialogs,
    grants,
    announce,
    log,
  });

  const tellReceived = (receiving: ReturnType<ReceiveFiles>) =>
    receiving.then(
      (received) =>
        received.ok
          ? announce('files:received', received.value)
          : announce('notice:raised', received.problem.message),
      (error: unknown) => log('open', error),
    );
  const bringIn = (paths: readonly string[]) => {
    window.show();
    if (paths.length > 0) void tellReceived(receive(paths, 'open'));
  };

  const isOnBattery = () => powerMonitor.isOnBatteryPower();
  const changeSettings = ({ startsAtLogin, ...rest }: SettingsChange) => {
    const refusal = startsAtLogin === undefined ? null : applyStartAtLogin(startsAtLogin, log);
    const change = refusal === null ? { ...rest, startsAtLogin } : rest;
    const next = settings.change(change);
    applySettings(engine, next, { ...change, isOnBattery: isOnBattery() });
    announce('settings:changed', next);
    if (refusal !== null) announce('notice:raised', refusal);
    updates.follow();
    background.refresh();
    if (change.showsDropWindow !== undefined) drops.follow();
    return next;
  };

  const host = createCommandHost({
    engine,
    dialogs,
    window,
    bringIn,
    readSettings: settings.read,
    changeSettings,
    trySamples: () => void tellReceived(trySamples()),
    licences: places.licences,
  });

  const drops = runDropWindow({
    ...shown,
    engine,
    changeSettings,
    receive,
    openApp: window.show,
  });
  const background = runBackground({ window, drops, stores, host, changeSettings, log });
  const followed = followEngine(engine, window, background.desktop);
  const stopWatching = watchBattery(() =>
    applySettings(engine, settings.read(), {
      concurrency: settings.read().concurrency,
      isOnBattery: isOnBattery(),
    }),
  );

  const handlers = allHandlers({
    engine,
    presets,
    previews,
    announce,
    dialogs,
    grants,
    privacy,
    receive,
    savePasted: savePastedInto(() => ({ base: picturesFolder(), now: () => new Date() })),
    server,
    updates,
    watching,
    share: shareMenu(window.current),
    page: () => window.current()?.webContents ?? null,
    dragged: noteDraggedResults(fingerprintAt),
    lostHistory: { store: lostHistory, thread: places.historyThread, damage, startAgain },
    trySamples,
    recent,
    readDiagnostics: () => diagnose(engine, settings.read()),
    readFacts: () => {
      // After the answer is on its way, so that the page has its facts before its news.
      setImmediate(window.announcer.open);
      return appFacts({ hasSamples: places.samples !== null, notices });
    },
    readProtection: () => findProtection(),
    listLanguages: async () => {
      const { listLanguages } = await import('../languages/list-languages.ts');
      return listLanguages(languageFolders(folder), !app.isPackaged);
    },
    readSettings: settings.read,
    changeSettings,
    settingsFiles: createSettingsFiles({
      folder,
      dialogs,
      readSettings: settings.read,
      changeSettings,
      presets,
      watched: { read: watching.kept, takeOver: watching.takeOver },
      announce,
      ask: (question) => askPerson(window.current(), question),
    }),
    showLicences: host.showLicences,
  });

  const menus = installMenus({
    host,
    allowsDevTools,
    recent: () => ({
      paths: recent.list(),
      open: (path) => bringIn([path]),
      clear: recent.clear,
    }),
    isPaused: () => engine.snapshot().queue.isPaused,
  });
  menus.install();
  const unfollow = engine.subscribe(menus.follow);

  drops.serve(handlers);
  drops.follow('quietly');
  app.on('activate', window.show);
  updates.follow();
  incoming.deliverTo(bringIn);
  commands.deliverTo((command) => command.run(host));
  return {
    engine,
    handlers,
    lookForDamage: (error) => damage.look(error),
    close() {
      unfollow();
      stopWatching();
      background.close();
      drops.close();
      followed.close();
      server.close();
      updates.close();
      watching.close();
      return engine.close();
    },
  };
}

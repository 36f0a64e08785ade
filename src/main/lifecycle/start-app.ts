import { app, type App, Menu, nativeTheme } from 'electron';
import type { Engine } from '../../engine/index.ts';
import type { IncomingPaths } from '../arguments/opened-paths.ts';
import { createFileDialogs } from '../files/file-dialogs.ts';
import { savePastedInto } from '../files/pasted-pictures.ts';
import { receiveFilesInto } from '../files/receive-files.ts';
import type { Handlers } from '../ipc/answer-request.ts';
import { allHandlers, serveRequests } from '../ipc/all-handlers.ts';
import type { Log } from '../log.ts';
import { appMenu } from '../menu/app-menu.ts';
import { menuActions } from '../menu/menu-actions.ts';
import { createRecipePreviews } from '../protocol/recipe-previews.ts';
import { developmentOrigin, pageOrigin } from '../security/origin.ts';
import { chosenServer, confirmServer, createServerChoices } from '../server/server-choices.ts';
import { applySettings } from '../stores/apply-settings.ts';
import { openStores } from '../stores/open-stores.ts';
import { holdWindow } from '../window/app-window.ts';
import { openWindow } from '../window/open-window.ts';
import { appFacts, findAppPlaces, picturesFolder } from './app-places.ts';
import { followEngine } from './follow-engine.ts';
import { openEngine } from './open-engine.ts';
import { servePages, serveThumbnails } from './serve-schemes.ts';

/** A quit that takes longer than this goes on without waiting: unfinished tasks continue at the next start. Milliseconds. */
const patienceMs = 5_000;

/** Runs `close` once before the app ends. Nothing is asked: closing loses no work. */
function quitCleanly(app: App, close: () => Promise<void>, log: Log): void {
  let isClosing = false;
  app.on('will-quit', (event) => {
    if (isClosing) return;
    isClosing = true;
    event.preventDefault();
    const end = () => app.exit();
    setTimeout(end, patienceMs).unref();
    close()
      .catch((error: unknown) => log('quit', error))
      .finally(end);
  });
}

interface AppStart {
  readonly incoming: IncomingPaths;
  /** The folder of the main process's own file. */
  readonly built: string;
  readonly log: Log;
}

/**
 * Puts the app together: stores, window, and once that has something to show the engine, requests and menu; then lets in what was
 * asked to be opened. What the page asks for meanwhile waits.
 */
export async function startApp({ incoming, built, log }: AppStart): Promise<void> {
  const folder = app.getPath('userData');
  const places = findAppPlaces(built);
  const { settings, presets, windowPlace, tokens, notices } = openStores(folder);
  nativeTheme.themeSource = settings.read().theme;
  const development = developmentOrigin(app.isPackaged, process.env['ELECTRON_RENDERER_URL']);
  const allowsDevTools = !app.isPackaged;
  servePages(places.page, development);
  const window = holdWindow({
    open: () => openWindow({ preload: places.preload, allowsDevTools, place: windowPlace }),
    page: `${development ?? pageOrigin}/`,
    development,
    log,
  });
  const { announce } = window.announcer;
  const handlers = Promise.withResolvers<Handlers>();
  serveRequests({ handlers: handlers.promise, isTrusted: window.isTrusted, log });
  const ending = { isAsked: false, close: () => Promise.resolve() };
  const end = () => {
    ending.isAsked = true;
    return ending.close();
  };
  quitCleanly(app, end, log);
  window.show();
  const opened = Promise.withResolvers<Engine>();
  const previews = createRecipePreviews();
  serveThumbnails({ engine: opened.promise, previews, log });
  // Opening the history takes as long as drawing an empty queue.
  await window.drawn;
  if (ending.isAsked) return;
  const { engine, notice } = openEngine({
    places,
    folder,
    settings: settings.read(),
    server: chosenServer(settings.read(), tokens),
    onBug: (error) => log('engine', error),
    onNotice: (later) => announce('notice:raised', later),
  });
  const allNotices = notice === null ? notices : [...notices, notice];
  opened.resolve(engine);

  const dialogs = createFileDialogs(window.current);
  const receive = receiveFilesInto(engine, settings, {
    presets,
    announce,
    samples: places.samples,
  });

  const confirm = (address: string) => confirmServer(window.current(), address);
  const server = createServerChoices({ engine, settings, tokens, announce, confirm });

  const bringIn = (paths: readonly string[]) => {
    window.show();
    if (paths.length === 0) return;
    receive(paths, 'open').then(
      (receipt) => announce('files:received', receipt),
      (error: unknown) => log('open', error),
    );
  };

  const allOfThem = allHandlers({
    engine,
    presets,
    previews,
    announce,
    dialogs,
    receive,
    savePasted: savePastedInto(() => ({ base: picturesFolder(), now: () => new Date() })),
    server,
    samples: places.samples,
    readFacts: () => {
      // After the answer is on its way, so that the page has its facts before its news.
      setImmediate(window.announcer.open);
      return appFacts({ hasSamples: places.samples !== null, notices: allNotices });
    },
    readSettings: settings.read,
    changeSettings: (change) => {
      const next = settings.change(change);
      applySettings(engine, next, change);
      announce('settings:changed', next);
      return next;
    },
  });
  handlers.resolve(allOfThem);

  const actions = menuActions({ engine, dialogs, window, bringIn });
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(actions, { isMac, allowsDevTools })));

  const unfollow = followEngine(engine, window, settings);
  ending.close = () => {
    unfollow();
    server.close();
    return engine.close();
  };
  app.on('activate', window.show);
  app.on('window-all-closed', () => {
    if (!isMac) app.quit();
  });
  incoming.deliverTo(bringIn);
}

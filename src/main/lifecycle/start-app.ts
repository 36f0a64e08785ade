import { app, type App, nativeTheme } from 'electron';
import type { Engine } from '../../engine/index.ts';
import { language } from '../../shared/words/language.ts';
import type { IncomingCommands } from '../arguments/asked-command.ts';
import type { IncomingPaths } from '../arguments/opened-paths.ts';
import type { Handlers } from '../ipc/answer-request.ts';
import { serveRequests } from '../ipc/serve-requests.ts';
import { speakChosen } from '../languages/speak-chosen.ts';
import type { Log } from '../log.ts';
import { backgroundSwitch } from '../background/start-at-login.ts';
import { createRecipePreviews } from '../protocol/recipe-previews.ts';
import { developmentOrigin, pageOrigin } from '../security/origin.ts';
import { openStores } from '../stores/open-stores.ts';
import { loadStoreLibrary } from '../stores/parsed-store.ts';
import { holdWindow } from '../window/app-window.ts';
import { openWindow } from '../window/open-window.ts';
import { findAppPlaces } from './app-places.ts';
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

/** Tells the page which language to speak. */
function languageQuery(): string {
  const { tag } = language();
  return tag === 'en' ? '' : `?language=${tag}`;
}

interface AppStart {
  readonly incoming: IncomingPaths;
  readonly commands: IncomingCommands;
  /** The folder of the main process's own file. */
  readonly built: string;
  readonly log: Log;
}

/**
 * Opens the stores and the window, and once that has something to show the rest of the app. What the page asks for meanwhile
 * waits.
 */
export async function startApp({ incoming, commands, built, log }: AppStart): Promise<void> {
  const folder = app.getPath('userData');
  const places = findAppPlaces(built);
  const stores = openStores(folder);
  const chosen = speakChosen(folder, stores.settings.read());
  const spoken = chosen instanceof Promise ? await chosen : chosen;
  nativeTheme.themeSource = stores.settings.read().theme;
  const development = developmentOrigin(app.isPackaged, process.env['ELECTRON_RENDERER_URL']);
  const allowsDevTools = !app.isPackaged;
  const given = new Set<string>();
  servePages(
    {
      folder: places.page,
      language: spoken.path,
      isMirrored: language().direction === 'rtl',
    },
    { development, onGiven: (path) => given.add(path) },
  );
  const { windowPlace: place } = stores;
  let startsHidden = app.commandLine.hasSwitch(backgroundSwitch);
  const window = holdWindow({
    open() {
      const opened = openWindow({ preload: places.preload, allowsDevTools, place, startsHidden });
      startsHidden = false;
      return opened;
    },
    page: `${development ?? pageOrigin}/${languageQuery()}`,
    development,
    log,
  });
  const handlers = Promise.withResolvers<Handlers>();
  let lookForDamage = (_error: unknown): void => undefined;
  const logFailed: Log = (channel, error) => {
    log(channel, error);
    lookForDamage(error);
  };
  serveRequests({ handlers: handlers.promise, isTrusted: window.isTrusted, log: logFailed });
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
  // Loading the engine and opening the history take as long as drawing an empty queue.
  await window.drawn;
  const [{ bringUp }] = await Promise.all([import('./bring-up.ts'), loadStoreLibrary()]);
  if (ending.isAsked) return;
  const notices = [...stores.notices(), ...spoken.notices];
  const found = { places, folder, stores, notices, given };
  const ofStart = { allowsDevTools, development, incoming, commands, log };
  const shown = { ...found, ...ofStart, window, previews };
  const up = bringUp(shown);
  ending.close = up.close;
  lookForDamage = up.lookForDamage;
  opened.resolve(up.engine);
  handlers.resolve(up.handlers);
}

import { join } from 'node:path';
import { app, type App, dialog } from 'electron';
import { currentFolder, typedWords } from '../engine/files/index.ts';
import { desktopWords } from '../shared/words/areas/desktop.ts';
import { gatherIncomingPaths, openedPaths } from './arguments/opened-paths.ts';
import { startApp } from './lifecycle/start-app.ts';
import { type Log, openLog } from './log.ts';
import { lockContents, registerSchemes } from './security/lock-session.ts';
import { keepPagesLean } from './window/lean-pages.ts';

// Root has no sandbox to offer, and enabling it would then end every helper process.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerSchemes();
lockContents(app);
keepPagesLean(app);
// What the installer gave its shortcuts: without it Windows shows no notification of ours and groups windows apart.
if (process.platform === 'win32') app.setAppUserModelId('org.thumbline.Thumbline');

const log = openLog(join(app.getPath('userData'), 'logs'));
// A closed terminal is not a bug.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
process.on('uncaughtException', (error) => log('bug', error));
process.on('unhandledRejection', (error) => log('bug', error));
outliveProcesses(app, log);

const incoming = gatherIncomingPaths();
// macOS sends this before the app is ready when opening a file started it.
app.on('open-file', (event, path) => {
  event.preventDefault();
  incoming.add([path]);
});

const paths = openedPaths({
  argv: typedWords(process.argv),
  cwd: currentFolder(),
  isPackaged: app.isPackaged,
});

if (isFirstInstance(app, { paths, onPaths: incoming.add })) {
  if (paths.length > 0) incoming.add(paths);
  const start = () => startApp({ incoming, built: import.meta.dirname, log });
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      log('start', error);
      dialog.showErrorBox(desktopWords('cannotStart'), String(error));
      app.exit(1);
    });
} else {
  app.quit();
}

/**
 * Keeps the app alive when Chromium's helper processes die; Chromium restarts them itself. After three crashes of the
 * GPU process it falls back to software rendering, and after three more it quits the app ("GPU process isn't usable.
 * Goodbye."). So the limit is lifted once rendering is in software.
 */
function outliveProcesses(app: App, log: Log): void {
  const liftCrashLimit = () => {
    if (app.getGPUFeatureStatus().gpu_compositing === 'enabled') return;
    app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
  };
  app.on('child-process-gone', (_event, { type, reason, serviceName }) => {
    log('process ended', `${type} ${serviceName ?? ''} ${reason}`);
    // Chromium must not be called while it is still handling the process's exit.
    if (type === 'GPU') setImmediate(liftCrashLimit);
  });
}

function pathsFrom(raw: unknown): readonly string[] {
  if (typeof raw !== 'object' || raw === null || !('paths' in raw)) return [];
  return Array.isArray(raw.paths) ? raw.paths.filter((path) => typeof path === 'string') : [];
}

interface SecondInstance {
  /** What this start was asked to open. Absolute: the first instance may have another working directory. */
  readonly paths: readonly string[];
  /** Called in the first instance with what a later one was asked to open. */
  readonly onPaths: (paths: readonly string[]) => void;
}

/** True in the first instance. A later one hands its paths to the first and should quit. */
function isFirstInstance(app: App, { paths, onPaths }: SecondInstance): boolean {
  if (!app.requestSingleInstanceLock({ paths })) return false;
  app.on('second-instance', (...[, , , handedOver]) => onPaths(pathsFrom(handedOver)));
  return true;
}

import { join } from 'node:path';
import { app, type App, dialog } from 'electron';
import { currentFolder, fullDiskLine, typedWords } from '../engine/files/index.ts';
import { desktopWords } from '../shared/words/areas/desktop.ts';
import { askedCommand, gatherCommands, quickCommand } from './arguments/asked-command.ts';
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

const commands = gatherCommands();
const command = askedCommand(process.argv);

if (isFirstInstance(app, { asked: { paths, command: command?.id }, onAsked: takeOver })) {
  if (paths.length > 0) incoming.add(paths);
  if (command !== null) commands.add(command);
  const start = () => startApp({ incoming, commands, built: import.meta.dirname, log });
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      log('start', error);
      dialog.showErrorBox(desktopWords('cannotStart'), fullDiskLine(error) ?? String(error));
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

function pathsFrom(raw: object): readonly string[] {
  if (!('paths' in raw) || !Array.isArray(raw.paths)) return [];
  return raw.paths.filter((path) => typeof path === 'string');
}

/** What a later start was asked for. */
function takeOver(raw: unknown): void {
  if (typeof raw !== 'object' || raw === null) return;
  const asked = 'command' in raw ? quickCommand(raw.command) : null;
  if (asked === null) incoming.add(pathsFrom(raw));
  else commands.add(asked);
}

interface SecondInstance {
  /** What this start was asked for. Paths are absolute: the first instance may have another working directory. */
  readonly asked: { readonly paths: readonly string[]; readonly command: string | undefined };
  /** Called in the first instance with what a later one was asked for. */
  readonly onAsked: (asked: unknown) => void;
}

/** True in the first instance. A later one hands what it was asked for to the first and should quit. */
function isFirstInstance(app: App, { asked, onAsked }: SecondInstance): boolean {
  if (!app.requestSingleInstanceLock(asked)) return false;
  app.on('second-instance', (...[, , , handedOver]) => onAsked(handedOver));
  return true;
}

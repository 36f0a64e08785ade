import { join } from 'node:path';
import { app, dialog } from 'electron';
import { currentFolder, typedWords } from '../engine/files/index.ts';
import { gatherIncomingPaths } from './arguments/incoming-paths.ts';
import { openedPaths } from './arguments/opened-paths.ts';
import { outliveProcesses } from './lifecycle/outlive-processes.ts';
import { isFirstInstance } from './lifecycle/single-instance.ts';
import { startApp } from './lifecycle/start-app.ts';
import { openLog } from './log.ts';
import { registerSchemes } from './protocol/register-schemes.ts';
import { lockContents } from './security/lock-contents.ts';

// Root has no sandbox to offer, and enabling it would then end every helper process.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerSchemes();
lockContents(app);

const log = openLog(join(app.getPath('userData'), 'logs'));
// A terminal that was closed is no bug.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
process.on('uncaughtException', (error) => log('bug', error));
process.on('unhandledRejection', (error) => log('bug', error));
outliveProcesses(app, log);

const incoming = gatherIncomingPaths();
// macOS says this before the app is ready when a file started it.
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
      dialog.showErrorBox('Thumbline cannot start', String(error));
      app.exit(1);
    });
} else {
  app.quit();
}

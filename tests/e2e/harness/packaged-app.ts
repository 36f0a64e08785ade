import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { electronPath } from './launch.ts';
import { makeTempFolder } from './temp-folder.ts';

const root = resolve(import.meta.dirname, '../../..');

interface PackagedOptions {
  readonly userData: string;
  /** Where newer versions come from. */
  readonly updates: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface PackagedApp {
  /** What an expression is in the page. */
  readonly ask: (expression: string) => Promise<unknown>;
  readonly ended: Promise<unknown>;
  readonly close: () => Promise<void>;
}

/**
 * Electron under another name, which is what an app goes by to know that it is packaged, around the built app. Questions of the
 * system's are answered with yes. Linux only.
 */
function makePackage(folder: string, updates: string): void {
  const dist = dirname(electronPath());
  for (const name of readdirSync(dist)) {
    if (name !== 'electron' && name !== 'resources') {
      symlinkSync(join(dist, name), join(folder, name));
    }
  }
  const program = join(folder, 'thumbline-app');
  try {
    linkSync(electronPath(), program);
  } catch {
    // Another file system, or not ours to link: 200 MB are copied.
    copyFileSync(electronPath(), program);
  }
  const app = join(folder, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  mkdirSync(join(folder, 'resources', 'node'));
  symlinkSync(
    join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node'),
    join(folder, 'resources', 'node', 'node'),
  );
  writeFileSync(
    join(folder, 'resources', 'app-update.yml'),
    `provider: generic\nurl: ${updates}\nupdaterCacheDirName: thumbline-updater\n`,
  );
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: 'thumbline', version: '0.1.0', main: 'main.cjs' }),
  );
  const main = JSON.stringify(join(root, 'out/main/index.js'));
  writeFileSync(
    join(app, 'main.cjs'),
    `const { BrowserWindow, dialog } = require('electron');
dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
process.on('message', async ({ number, expression }) => {
  const contents = BrowserWindow.getAllWindows()[0]?.webContents;
  const value = await contents?.executeJavaScript(expression).catch(String);
  process.send({ number, value });
});
void import(${main});\n`,
  );
}

/** Playwright drives Electron by its own name only, so the page is asked through main. */
function asker(child: ChildProcess): PackagedApp['ask'] {
  const waiting = new Map<number, (value: unknown) => void>();
  let count = 0;
  child.on('message', ({ number, value }: { number: number; value: unknown }) => {
    waiting.get(number)?.(value);
    waiting.delete(number);
  });
  return (expression) =>
    new Promise((resolve) => {
      count += 1;
      waiting.set(count, resolve);
      child.send({ number: count, expression });
    });
}

/** Starts the built app as if it were installed. */
export function launchPackaged({ userData, updates, environment }: PackagedOptions): PackagedApp {
  const folder = makeTempFolder();
  makePackage(folder.path, updates);
  const child = spawn(
    join(folder.path, 'thumbline-app'),
    ['--no-sandbox', `--user-data-dir=${userData}`],
    {
      // As the runtime of an AppImage says where it is mounted.
      env: { ...process.env, LANG: 'en_US.UTF-8', APPDIR: folder.path, ...environment },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  );
  const ended = once(child, 'exit');
  return {
    ask: asker(child),
    ended,
    async close() {
      child.kill('SIGKILL');
      await ended;
      folder.remove();
    },
  };
}

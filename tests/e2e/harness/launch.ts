import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

const root = resolve(import.meta.dirname, '../../..');

export interface LaunchOptions {
  /** The app's own folder: settings, history, previews. */
  readonly userData: string;
  /** What stands on the command line after the app. */
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Nothing moves, as the system may ask for: drawing each frame in software takes much of a test's time. */
  readonly isStill?: boolean;
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Lines that the page's console gave as errors. */
  readonly pageErrors: string[];
  /** An orderly quit. */
  close(): Promise<void>;
  /** The power goes: every process of the app's own, with no warning. */
  kill(): Promise<void>;
}

export function electronPath(): string {
  const path = process.env['THUMBLINE_ELECTRON'];
  if (!path) throw new Error('Run the end-to-end tests with: npm run test:e2e');
  return path;
}

/** The command line of the built app on its own folder. */
export function commandLine({ userData, args = [], isStill = false }: LaunchOptions): string[] {
  const still = isStill ? ['--force-prefers-reduced-motion'] : [];
  return [root, `--user-data-dir=${userData}`, ...still, ...args];
}

/**
 * Given a program's path, Playwright lets the app start before it listens, and now and then waits for ever. Given none,
 * it asks the electron package, holds the app back until it listens, and follows this variable.
 */
function chooseElectron(): void {
  if (process.platform === 'linux') {
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dirname(electronPath());
  }
}

/** Starts the built app and waits until its window can be used. */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  chooseElectron();
  const app = await _electron.launch({
    args: commandLine(options),
    // The app finds its parts wherever it is started from.
    cwd: options.cwd ?? tmpdir(),
    // The theme is the app's to choose, not the driver's.
    colorScheme: null,
    env: { ...process.env, LANG: 'en_US.UTF-8', ...options.environment },
  });
  const page = await app.firstWindow();
  const pageErrors: string[] = [];
  page.on('pageerror', (error) => pageErrors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(message.text());
  });
  await page.locator('[data-app-state="ready"]').waitFor();
  return {
    app,
    page,
    pageErrors,
    close: () => app.close(),
    kill: async () => {
      const ended = new Promise((done) => app.process().once('exit', done));
      app.process().kill('SIGKILL');
      await ended;
    },
  };
}

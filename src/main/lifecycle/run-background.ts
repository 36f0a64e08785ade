import { app, powerMonitor } from 'electron';
import type { CommandHost } from '../../shared/commands/command.ts';
import { backgroundWords } from '../../shared/words/areas/background.ts';
import type { SettingsChange } from '../../shared/settings/settings.ts';
import { wantsToStay } from '../background/close-question.ts';
import { holdTray } from '../background/hold-tray.ts';
import { setStartAtLogin } from '../background/start-at-login.ts';
import { tellDesktop, type ToldDesktop } from '../background/tell-desktop.ts';
import { createFileOpener } from '../files/file-opener.ts';
import type { Log } from '../log.ts';
import type { Stores } from '../stores/open-stores.ts';
import type { AppWindow } from '../window/app-window.ts';
import type { RunDropWindow } from './run-drop-window.ts';

/** Only macOS tells. */
const batteryEveryMs = 60_000;

/** Calls back when the machine goes to battery power or comes back from it. */
export function watchBattery(onChange: (isOnBattery: boolean) => void): () => void {
  let isOnBattery = powerMonitor.isOnBatteryPower();
  const look = () => {
    const now = powerMonitor.isOnBatteryPower();
    if (now === isOnBattery) return;
    isOnBattery = now;
    onChange(now);
  };
  const timer = setInterval(look, batteryEveryMs).unref();
  powerMonitor.on('on-ac', look);
  powerMonitor.on('on-battery', look);
  return () => {
    clearInterval(timer);
    powerMonitor.off('on-ac', look);
    powerMonitor.off('on-battery', look);
  };
}

interface BackgroundParts {
  readonly window: AppWindow;
  readonly drops: Pick<RunDropWindow, 'isShown' | 'onState' | 'onFinished' | 'refresh'>;
  readonly stores: Pick<Stores, 'settings' | 'presets'>;
  readonly host: CommandHost;
  readonly changeSettings: (change: SettingsChange) => void;
  readonly log: Log;
}

export interface Background {
  readonly desktop: ToldDesktop;
  /** The settings or the presets were changed. */
  readonly refresh: () => void;
  readonly close: () => void;
}

/** What is of the app while its window is not looked at: the tray, notifications, and whether it goes on without a window. */
export function runBackground(parts: BackgroundParts): Background {
  const { window, drops, stores, host, changeSettings, log } = parts;
  const { settings, presets } = stores;
  const { announce } = window.announcer;
  const opener = createFileOpener();

  const tray = holdTray({
    actions: {
      host,
      show: window.show,
      choose: ({ id, recipe }) => changeSettings({ recipe, presetId: id }),
      quit: () => app.quit(),
    },
    presets,
    readSettings: settings.read,
    // Nothing else may lead to a window that was never shown.
    onMissing: window.show,
  });

  async function reveal(path: string): Promise<void> {
    const shown = await opener.reveal(path);
    if (shown.ok) return;
    window.show();
    announce('notice:raised', shown.problem.message);
  }
  const desktop = tellDesktop({
    window: window.current,
    showWindow: window.show,
    wantsNotification: () => settings.read().notifiesWhenDone,
    reveal: (path) => void reveal(path),
    undo(batchId) {
      window.show();
      announce('undo:requested', batchId);
    },
    onState(state) {
      tray.onState(state);
      drops.onState(state);
    },
    onFinished: drops.onFinished,
  });

  async function goOnOrQuit(): Promise<void> {
    const { whenClosed } = settings.read();
    const mayStay = whenClosed !== 'quit' && (await tray.look());
    const stays = mayStay && (whenClosed === 'stay' || (await wantsToStay()));
    // It may have been opened again meanwhile.
    if (window.current() !== null || drops.isShown()) return;
    if (mayStay && whenClosed === 'ask') changeSettings({ whenClosed: stays ? 'stay' : 'quit' });
    if (!stays) app.quit();
  }
  if (process.platform !== 'darwin') {
    app.on('window-all-closed', () => {
      goOnOrQuit().catch((error: unknown) => {
        log('close', error);
        app.quit();
      });
    });
  }
  const refresh = () => {
    tray.refresh();
    drops.refresh();
  };
  return { desktop, refresh, close: tray.close };
}

/** Has the system start the app at login as was just chosen. A line for the person where it does not let us, else null. */
export function applyStartAtLogin(isOn: boolean, log: Log): string | null {
  try {
    setStartAtLogin(app, isOn);
    return null;
  } catch (error) {
    log('login', error);
    return backgroundWords('loginFailed');
  }
}

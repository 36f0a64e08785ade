import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { Announce } from '../announcing/announcer.ts';
import type { Log } from '../log.ts';
import { confirmUpdate } from '../updates/confirm-update.ts';
import { findReplaceable } from '../updates/find-replaceable.ts';
import { createUpdateChoices, type UpdateChoices } from '../updates/update-choices.ts';

interface Parts {
  readonly isOn: () => boolean;
  readonly isBusy: () => boolean;
  readonly window: () => BrowserWindow | null;
  readonly announce: Announce;
  readonly log: Log;
}

/** Newer versions of this copy, where the app may replace it. What fetches them is loaded when a person first asks for one. */
export function chooseUpdates({ isOn, isBusy, window, announce, log }: Parts): UpdateChoices {
  const configPath = join(process.resourcesPath, 'app-update.yml');
  const replaceable = findReplaceable({
    isPackaged: app.isPackaged,
    platform: process.platform,
    execPath: process.execPath,
    env: process.env,
    hasAddress: existsSync(configPath),
  });
  return createUpdateChoices({
    loadUpdater:
      replaceable &&
      (async () => {
        const { createElectronUpdater } = await import('../updates/electron-updater.ts');
        return createElectronUpdater({ replaceable, configPath, log });
      }),
    isOn,
    isBusy,
    confirm: (version) => confirmUpdate(window(), version),
    onChange: (state) => announce('update:changed', state),
  });
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { type ProgramFiles, programFiles } from '../../engine/files/index.ts';

/** Files that come with the app. */
export interface AppPlaces extends ProgramFiles {
  readonly preload: string;
  /** Of the small window for drops. */
  readonly dropWindowPreload: string;
  readonly page: string;
  /** The plain Node that runs the worker on Linux. */
  readonly node: string;
  /** Null where there are none. */
  readonly samples: string | null;
  /** What is said of the software of others: a folder in a package, the list in a checkout. */
  readonly licences: string;
}

/** Where they are in a checkout and in a package; `built` is the folder of the main process's own file. */
export function findAppPlaces(built: string): AppPlaces {
  // Plain Node cannot read an asar archive, so a package keeps the worker beside it.
  const unpacked = built.replace(/app\.asar(?=[/\\])/, 'app.asar.unpacked');
  const resources = app.isPackaged ? process.resourcesPath : app.getAppPath();
  const samples = join(resources, 'samples');
  return {
    preload: join(built, '../preload/index.cjs'),
    dropWindowPreload: join(built, '../preload/drop-window.cjs'),
    page: join(built, '../renderer'),
    ...programFiles(join(unpacked, 'index.js')),
    node: app.isPackaged
      ? join(resources, 'node', 'node')
      : join(resources, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node'),
    samples: existsSync(samples) ? samples : null,
    licences: join(resources, app.isPackaged ? 'licences' : 'THIRD-PARTY.md'),
  };
}

import { app } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Files that come with the app. */
export interface AppPlaces {
  readonly preload: string;
  readonly page: string;
  readonly worker: string;
  readonly walkThread: string;
  readonly zipThread: string;
  /** The plain Node that runs the worker on Linux. */
  readonly node: string;
  /** Null where there are none. */
  readonly samples: string | null;
}

/** Where they are in a checkout and in a package; `built` is the folder of the main process's own file. */
export function findAppPlaces(built: string): AppPlaces {
  // Plain Node cannot read an asar archive, so a package keeps the worker beside it.
  const unpacked = built.replace(/app\.asar(?=[/\\])/, 'app.asar.unpacked');
  const resources = app.isPackaged ? process.resourcesPath : app.getAppPath();
  const samples = join(resources, 'samples');
  return {
    preload: join(built, '../preload/index.cjs'),
    page: join(built, '../renderer'),
    worker: join(unpacked, 'worker.js'),
    walkThread: join(unpacked, 'walk-thread.js'),
    zipThread: join(unpacked, 'zip-thread.js'),
    node: app.isPackaged
      ? join(resources, 'node', 'node')
      : join(resources, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node'),
    samples: existsSync(samples) ? samples : null,
  };
}

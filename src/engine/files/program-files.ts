import { dirname, extname, join } from 'node:path';

/** The entries of those parts that run in processes and threads of their own. */
export interface ProgramFiles {
  readonly worker: string;
  /** Opens files for a worker that must not. */
  readonly broker: string;
  readonly historyThread: string;
  readonly walkThread: string;
  readonly zipThread: string;
  /** Ask drives that may hang. */
  readonly diskProcess: string;
  readonly walkProcess: string;
  /** Watches folders, of drives that may hang too. */
  readonly watchProcess: string;
}

/**
 * Where they lie. `entry` is the file of the program's own entry, in `src/<room>` or, built, in `out/<part>`. Only an entry
 * may ask `import.meta` where it is: the bundler moves every other module into a chunk.
 */
export function programFiles(entry: string): ProgramFiles {
  const top = dirname(dirname(entry));
  if (extname(entry) === '.ts') {
    return {
      worker: join(top, 'worker', 'index.ts'),
      broker: join(top, 'broker', 'index.ts'),
      historyThread: join(top, 'engine', 'history', 'history-thread.ts'),
      walkThread: join(top, 'engine', 'walk', 'walk-thread.ts'),
      zipThread: join(top, 'engine', 'saving', 'zip', 'zip-thread.ts'),
      diskProcess: join(top, 'engine', 'files', 'disk-process.ts'),
      walkProcess: join(top, 'engine', 'walk', 'walk-process.ts'),
      watchProcess: join(top, 'engine', 'watch', 'watch-process.ts'),
    };
  }
  // The desktop's build holds them for every program.
  const built = join(top, 'main');
  return {
    worker: join(built, 'worker.js'),
    broker: join(built, 'broker.js'),
    historyThread: join(built, 'history-thread.js'),
    walkThread: join(built, 'walk-thread.js'),
    zipThread: join(built, 'zip-thread.js'),
    diskProcess: join(built, 'disk-process.js'),
    walkProcess: join(built, 'walk-process.js'),
    watchProcess: join(built, 'watch-process.js'),
  };
}

/** The folder of the languages that come with the program; it is made by `npm run build`. */
export function builtInLanguages(entry: string): string {
  const top = dirname(dirname(entry));
  return join(extname(entry) === '.ts' ? join(top, '..', 'out') : top, 'main', 'languages');
}

import { createRequire, syncBuiltinESMExports } from 'node:module';
import { DatabaseSync } from 'node:sqlite';

/** A moment in which a program kills itself as the system would: before or after the `count`-th of these calls. */
export interface KillPoint {
  /** `send` is what a worker says to the engine. */
  readonly call: 'commit' | 'link' | 'unlink' | 'rename' | 'read' | 'write' | 'close' | 'send';
  readonly count: number;
  readonly when: 'before' | 'after';
  /** Left out, it is SIGKILL. */
  readonly signal?: 'SIGSTOP';
}

interface Holder {
  readonly [name: string]: unknown;
}

const require = createRequire(import.meta.url);

/** Has the call that `holder` knows by `key` go through `around`. */
function replace(holder: object, key: string, around: (act: () => unknown) => unknown): boolean {
  const real: unknown = Reflect.get(holder, key);
  if (typeof real !== 'function') return false;
  Object.assign(holder, {
    [key](this: unknown, ...words: unknown[]): unknown {
      return around(() => Reflect.apply(real, this, words));
    },
  });
  return true;
}

/** To be called before anything imports `node:fs`. */
export function killAt({ call, count, when, signal: named }: KillPoint): void {
  let left = count;
  const signal = named ?? 'SIGKILL';
  const kill = () => {
    if (signal === 'SIGSTOP') process.stderr.write('stops\n');
    process.kill(process.pid, signal);
  };
  const around = (act: () => unknown): unknown => {
    left -= 1;
    if (left === 0 && when === 'before') kill();
    const value = act();
    if (left !== 0 || when === 'before') return value;
    if (value instanceof Promise) void value.then(kill);
    else kill();
    return value;
  };
  if (call === 'commit') return killAtCommit(around);
  const files: Holder = require('node:fs');
  const promises: Holder = require('node:fs/promises');
  const isReplaced = [
    call === 'send' && replace(process, 'send', around),
    replace(files, `${call}Sync`, around),
    replace(promises, call, around),
  ];
  if (!isReplaced.includes(true)) throw new Error(`nothing is called ${call}`);
  syncBuiltinESMExports();
}

function killAtCommit(around: (act: () => unknown) => unknown): void {
  const real: unknown = Reflect.get(DatabaseSync.prototype, 'exec');
  if (typeof real !== 'function') throw new Error('no exec of a database');
  Object.assign(DatabaseSync.prototype, {
    exec(this: DatabaseSync, sql: string) {
      const exec = (): unknown => Reflect.apply(real, this, [sql]);
      if (sql === 'COMMIT') around(exec);
      else exec();
    },
  });
}

import { createRequire, syncBuiltinESMExports } from 'node:module';
import { DatabaseSync } from 'node:sqlite';

/** A moment in which a program kills itself as the system would: before or after the `count`-th of these calls. */
export interface KillPoint {
  readonly call: 'commit' | 'link' | 'unlink';
  readonly count: number;
  readonly when: 'before' | 'after';
}

interface Holder {
  readonly [name: string]: unknown;
}

const require = createRequire(import.meta.url);

/** To be called before anything imports `node:fs`. */
export function killAt({ call, count, when }: KillPoint): void {
  let left = count;
  const around = <Value>(act: () => Value): Value => {
    left -= 1;
    if (left === 0 && when === 'before') process.kill(process.pid, 'SIGKILL');
    const value = act();
    if (left === 0 && value instanceof Promise) {
      void value.then(() => process.kill(process.pid, 'SIGKILL'));
    } else if (left === 0) process.kill(process.pid, 'SIGKILL');
    return value;
  };
  if (call === 'commit') {
    const real: unknown = Reflect.get(DatabaseSync.prototype, 'exec');
    if (typeof real !== 'function') throw new Error('no exec of a database');
    Object.assign(DatabaseSync.prototype, {
      exec(this: DatabaseSync, sql: string) {
        const exec = (): unknown => Reflect.apply(real, this, [sql]);
        if (sql === 'COMMIT') around(exec);
        else exec();
      },
    });
    return;
  }
  for (const [name, key] of [
    ['node:fs', `${call}Sync`],
    ['node:fs/promises', call],
  ] as const) {
    const holder: Holder = require(name);
    const real = holder[key];
    if (typeof real !== 'function') throw new Error(`no ${key} in ${name}`);
    Object.assign(holder, {
      [key]: (...words: unknown[]): unknown => around(() => Reflect.apply(real, holder, words)),
    });
  }
  syncBuiltinESMExports();
}

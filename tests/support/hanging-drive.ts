// Loaded before a program (`--import`): has it believe that a drive is mounted at `THUMBLINE_TEST_DRIVE` which never answers, or which
// does with `THUMBLINE_TEST_DRIVE_ANSWERS`. Whatever asks that drive for anything (or for one of `THUMBLINE_TEST_DRIVE_CALLS`, which is
// first written into the file `THUMBLINE_TEST_DRIVE_SAYS`) blocks, as in the kernel: a process that does so in its main thread answers
// nobody any more. It is left behind like one, but not for ever: once whoever started it is gone, it ends.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const drive = process.env['THUMBLINE_TEST_DRIVE'] ?? '/nowhere';
const hangingCalls = process.env['THUMBLINE_TEST_DRIVE_CALLS']?.split(' ');
const says = process.env['THUMBLINE_TEST_DRIVE_SAYS'];
/** Once there is a file of this path; left out, from the start. */
const hangsOnce = process.env['THUMBLINE_TEST_DRIVE_HANGS_ONCE'];
const answers = process.env['THUMBLINE_TEST_DRIVE_ANSWERS'] !== undefined;
const sleeping = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

const starter = process.ppid;

const { existsSync, readlinkSync, writeFileSync } = fs;
/** These ask nothing of what a link leads to. */
const ownCalls = new Set(['lstat', 'readlink', 'unlink', 'rename', 'link', 'rm']);

function leadsTo(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return path;
  }
}

function hangOn(name: string, given: readonly unknown[]): void {
  const named = given.filter((one) => typeof one === 'string' || Buffer.isBuffer(one)).map(String);
  const paths = ownCalls.has(name) ? named : [...named, ...named.map(leadsTo)];
  if (answers || (hangsOnce !== undefined && !existsSync(hangsOnce))) return;
  if (hangingCalls?.includes(name) === false) return;
  if (paths.some((path) => path === drive || path.startsWith(`${drive}/`))) {
    if (says !== undefined) writeFileSync(says, name);
    while (process.ppid === starter) Atomics.wait(sleeping, 0, 0, 1000);
    process.kill(process.pid, 'SIGKILL');
  }
}

type Call = (...given: unknown[]) => unknown;

function patch(owner: object, name: string, wrap: (call: Call) => Call): void {
  const call: unknown = Reflect.get(owner, name);
  if (typeof call !== 'function') return;
  Reflect.set(
    owner,
    name,
    Object.assign(
      wrap((...given) => Reflect.apply(call, owner, given)),
      call,
    ),
  );
}

const names =
  'access copyFile exists link lstat mkdir open opendir readFile readdir readlink realpath rename rm stat statfs unlink writeFile';
for (const name of names.split(' ')) {
  const hanging =
    (call: Call): Call =>
    (...given) => {
      hangOn(name, given);
      return call(...given);
    };
  for (const own of [name, `${name}Sync`]) patch(fs, own, hanging);
  patch(fs.promises, name, hanging);
}
patch(fs, 'readFileSync', (call) => (...given) => {
  const text = call(...given);
  if (given[0] !== '/proc/self/mountinfo') return text;
  return `${String(text)}99 1 0:99 / ${drive} rw - fuse.hanging hanging rw\n`;
});
syncBuiltinESMExports();

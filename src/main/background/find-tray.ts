import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const watcher = 'org.kde.StatusNotifierWatcher';

/** Who shows tray icons on a Linux desktop owns this name on the session's bus. */
const questions: readonly (readonly [program: string, args: readonly string[]])[] = [
  [
    'dbus-send',
    [
      '--session',
      '--print-reply',
      '--dest=org.freedesktop.DBus',
      '/org/freedesktop/DBus',
      'org.freedesktop.DBus.NameHasOwner',
      `string:${watcher}`,
    ],
  ],
  [
    'gdbus',
    [
      'call',
      '--session',
      '--dest',
      'org.freedesktop.DBus',
      '--object-path',
      '/org/freedesktop/DBus',
      '--method',
      'org.freedesktop.DBus.NameHasOwner',
      watcher,
    ],
  ],
];

/** A program that was ended because its time was over. */
const isKilled = (error: unknown) =>
  error instanceof Error && 'killed' in error && error.killed === true;

/**
 * Whether this desktop shows tray icons; null if its bus does not say so in time. macOS and Windows always do; GNOME without an extension,
 * for one, does not.
 */
export async function findTray(patienceMs: number): Promise<boolean | null> {
  if (process.platform !== 'linux') return true;
  // Without it both programs would start a bus of their own.
  if (!process.env['DBUS_SESSION_BUS_ADDRESS']) return false;
  for (const [program, args] of questions) {
    try {
      const { stdout } = await run(program, args, { timeout: patienceMs, killSignal: 'SIGKILL' });
      return /\btrue\b/.test(stdout);
    } catch (error) {
      // A bus that hangs answers the other program no more than this one.
      if (isKilled(error)) return null;
      // Not installed, or no bus: the other one may know.
    }
  }
  return false;
}

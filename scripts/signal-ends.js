// What to say and answer when a program of ours was ended by a signal.
import { constants } from 'node:os';
import { missingFromTable, packagesOf } from './system-libraries.js';
import { installWords } from './install-words.js';

/** As shells count. */
export const signalCode = (signal) => 128 + (constants.signals[signal] ?? 0);

const sentFromOutside = new Set(['SIGKILL', 'SIGTERM', 'SIGHUP']);

/** One line that says what to install or to run. `missing` are libraries. */
export function signalLine(signal, missing = missingFromTable()) {
  const ended = `Thumbline was ended by ${signal}.`;
  if (missing.length > 0) return `${ended} ${installWords(packagesOf(missing))}`;
  return sentFromOutside.has(signal)
    ? `${ended} Somebody or the system did that, perhaps for want of memory. Start it again: npm start`
    : `${ended} The last line before this one may say why. In the terminal it works without a window: npm run thumbline -- samples`;
}

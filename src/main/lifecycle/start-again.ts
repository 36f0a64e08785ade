import { app } from 'electron';
import { once } from '../../shared/once.ts';

/**
 * Starts the app anew, without the files that this start was given: they are in the history, or waited for by now. In a later turn, so that the page has its
 * answer first.
 */
export const startAgain = once(() => {
  const words = process.argv.slice(1);
  const end = words.indexOf('--');
  const switches = words
    .slice(0, end < 0 ? words.length : end)
    .filter((word) => word.startsWith('-'));
  app.relaunch({ args: app.isPackaged ? switches : [app.getAppPath(), ...switches] });
  setImmediate(() => app.quit());
});

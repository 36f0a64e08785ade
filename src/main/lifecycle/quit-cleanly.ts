import type { App } from 'electron';
import type { Log } from '../log.ts';

/** A quit that takes longer than this goes on without waiting: unfinished tasks continue at the next start. Milliseconds. */
const patienceMs = 5_000;

/** Runs `close` once before the app ends. Nothing is asked: closing loses no work. */
export function quitCleanly(app: App, close: () => Promise<void>, log: Log): void {
  let isClosing = false;
  app.on('will-quit', (event) => {
    if (isClosing) return;
    isClosing = true;
    event.preventDefault();
    const end = () => app.exit();
    setTimeout(end, patienceMs).unref();
    close()
      .catch((error: unknown) => log('quit', error))
      .finally(end);
  });
}

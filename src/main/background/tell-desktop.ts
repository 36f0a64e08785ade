import { app, type BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import {
  type ActivityListener,
  type FinishedBatch,
  finishedWords,
} from '../activity/follow-activity.ts';
import { backgroundWords } from '../../shared/words/areas/background.ts';
import { createNoteSender, type NoteSender } from './send-note.ts';

export interface DesktopOptions {
  readonly window: () => BrowserWindow | null;
  readonly showWindow: () => void;
  readonly wantsNotification: () => boolean;
  readonly reveal: (path: string) => void;
  readonly undo: (batchId: string) => void;
  /** Told after each change. */
  readonly onState: (state: DesktopState) => void;
  readonly onFinished: (batch: FinishedBatch) => void;
}

export interface DesktopState {
  readonly fraction: number | null;
  readonly leftCount: number;
  readonly isPaused: boolean;
}

/** A value below 0 takes the bar away. */
const noBar = -1;

/** Those on the screen: one that is not held would not hear its buttons. */
const shown = new Set<Notification>();

interface Answer {
  readonly text: string;
  readonly act: () => void;
}

/** The first answer is the notification itself. */
function showOwn(words: { title: string; body: string }, [click, ...buttons]: readonly Answer[]) {
  if (!Notification.isSupported()) return;
  const notification = new Notification({
    ...words,
    actions: buttons.map(({ text }) => ({ type: 'button', text })),
  });
  shown.add(notification);
  notification.on('close', () => shown.delete(notification));
  notification.on('click', () => click?.act());
  notification.on('action', (details, index) => buttons[details.actionIndex ?? index]?.act());
  notification.show();
}

async function notify(batch: FinishedBatch, options: DesktopOptions, notes: NoteSender | null) {
  const words = finishedWords(batch.ended);
  if (words === null || options.window()?.isFocused() || !options.wantsNotification()) return;
  const { id, resultPath } = batch;
  const answers = [{ text: backgroundWords('open'), act: options.showWindow }];
  if (resultPath !== null) {
    answers.push(
      { text: backgroundWords('showInFolder'), act: () => options.reveal(resultPath) },
      { text: backgroundWords('undo'), act: () => options.undo(id) },
    );
  }
  const note = { ...words, answers: answers.map(({ text }) => text) };
  // No process can be started while too many files are open.
  const sent = notes?.send(note).catch(() => 'unshown' as const) ?? 'unshown';
  const answer = await sent;
  if (answer === 'unshown') showOwn(words, answers);
  else if (answer !== null) answers[answer]?.act();
}

export interface ToldDesktop extends ActivityListener {
  readonly onPaused: (isPaused: boolean) => void;
}

/**
 * Shows progress and how many are left in the dock or task bar, keeps the machine awake while something is made, and notifies at
 * the end of each batch if nobody is looking.
 */
export function tellDesktop(options: DesktopOptions): ToldDesktop {
  const notes = process.platform === 'linux' ? createNoteSender() : null;
  if (notes) app.once('will-quit', notes.close);
  let state: DesktopState = { fraction: null, leftCount: 0, isPaused: false };
  let blocker: number | null = null;
  let badge = 0;

  function show(next: DesktopState): void {
    state = next;
    const { fraction, leftCount, isPaused } = next;
    options.window()?.setProgressBar(fraction ?? noBar, { mode: isPaused ? 'paused' : 'normal' });
    if (badge !== leftCount) app.setBadgeCount(leftCount);
    badge = leftCount;
    // Who pauses may want the machine to sleep.
    if (fraction !== null && !isPaused)
      blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
    options.onState(next);
  }
  return {
    onProgress: (fraction, leftCount) => show({ ...state, fraction, leftCount }),
    onPaused(isPaused) {
      if (isPaused !== state.isPaused) show({ ...state, isPaused });
    },
    onFinished(batch) {
      options.onFinished(batch);
      void notify(batch, options, notes);
    },
  };
}

import type { Engine } from '../../engine/index.ts';
import type { Problem } from '../../shared/ipc/answers.ts';
import { dropWindowChannels, dropWindowParts } from '../../shared/ipc/drop-window.ts';
import {
  type DropWindowAnswers,
  type DropWindowChannel,
  type DropWindowInput,
  parseDropWindowInput,
} from '../../shared/ipc/requests/drop-window-requests.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { SettingsChange } from '../../shared/settings/settings.ts';
import type { Receipt } from '../../shared/task/receipt.ts';
import { dropWindowWords } from '../../shared/words/areas/drop-window.ts';
import { queueWords } from '../../shared/words/areas/queue.ts';
import type { FinishedBatch } from '../activity/follow-activity.ts';
import { dropWindowFacts } from '../background/drop-window-facts.ts';
import type { DesktopState } from '../background/tell-desktop.ts';
import { createFileDialogs } from '../files/file-dialogs.ts';
import { createFileOpener } from '../files/file-opener.ts';
import type { ReceiveFiles } from '../files/receive-files.ts';
import { answerWith, type Handlers, type IncomingRequest } from '../ipc/answer-request.ts';
import { servePageRequests } from '../ipc/serve-requests.ts';
import type { Log } from '../log.ts';
import { dropWindowOrigin } from '../security/origin.ts';
import { openDropWindowPlace, type Stores } from '../stores/open-stores.ts';
import { type DropWindow, holdDropWindow } from '../window/drop-window.ts';
import type { AppPlaces } from './app-places.ts';

/** Figures that change more often cannot be read. Milliseconds. */
const newsEveryMs = 250;

interface DropWindowParts {
  readonly engine: Pick<Engine, 'pause' | 'resume'>;
  readonly places: Pick<AppPlaces, 'dropWindowPreload'>;
  readonly folder: string;
  readonly development: string | null;
  readonly allowsDevTools: boolean;
  readonly stores: Pick<Stores, 'settings' | 'presets'>;
  readonly changeSettings: (change: SettingsChange) => void;
  readonly receive: ReceiveFiles;
  readonly openApp: () => void;
  readonly log: Log;
}

export interface RunDropWindow {
  readonly isShown: () => boolean;
  readonly onState: (state: DesktopState) => void;
  readonly onFinished: (batch: FinishedBatch) => void;
  /** The recipe was changed. */
  readonly refresh: () => void;
  /** Is there from now on, or no more, as the settings say. `quietly`: nobody has just asked for it. */
  readonly follow: (how?: 'quietly') => void;
  /** Answers it, what it adds by these. */
  readonly serve: (handlers: Pick<Handlers, 'files:enqueue' | 'pictures:enqueue'>) => void;
  readonly close: () => void;
}

/** What there is to say of what came in; empty when all was taken. */
function receiptLine({ refused, batchId, imported }: Receipt): string {
  if (refused.length > 0) return queueWords('countCouldNotAdded', { count: refused.length });
  if (imported) {
    const [problem] = imported.problems;
    return problem ?? dropWindowWords('presetsAdded', { count: imported.names.length });
  }
  return batchId === null ? queueWords('nothingAdd') : '';
}

const inWords = (received: Result<Receipt, Problem>): Result<string, Problem> =>
  received.ok ? ok(receiptLine(received.value)) : received;

/** The small window for drops: when it is there, what it shows, and what it may ask. */
export function runDropWindow(parts: DropWindowParts): RunDropWindow {
  const { engine, changeSettings, receive, log } = parts;
  const { settings, presets } = parts.stores;
  const hide = () => changeSettings({ showsDropWindow: false });
  const window: DropWindow = holdDropWindow({
    ...parts,
    preload: parts.places.dropWindowPreload,
    page: `${parts.development ?? dropWindowOrigin}/drop-window.html`,
    title: dropWindowWords('window'),
    place: openDropWindowPlace(parts.folder),
    onClosed: hide,
  });
  let state: DesktopState = { fraction: null, leftCount: 0, isPaused: false };
  let finished: FinishedBatch | null = null;
  let timer: NodeJS.Timeout | null = null;

  const facts = () =>
    dropWindowFacts({ state, finished, settings: settings.read(), presets: presets.list() });
  function tell(): void {
    // One that opens asks by itself.
    if (window.current() === null) return;
    timer ??= setTimeout(() => {
      timer = null;
      window.tell(facts());
    }, newsEveryMs);
  }

  const dialogs = createFileDialogs(window.current);
  const opener = createFileOpener();
  async function chooseFiles(): Promise<Result<string, Problem>> {
    const paths = await dialogs.chooseFiles();
    return paths.length === 0 ? ok('') : inWords(await receive(paths, 'choose'));
  }
  async function reveal(): Promise<Result<string, Problem>> {
    const path = finished?.resultPath ?? null;
    const shown = path === null ? ok(undefined) : await opener.reveal(path);
    return shown.ok ? ok('') : shown;
  }
  function choosePreset(presetId: string): Result<string, Problem> {
    const preset = presets.list().find(({ id }) => id === presetId);
    if (preset) changeSettings({ recipe: preset.recipe, presetId });
    return ok('');
  }
  const quiet = (act: () => void) => () => {
    act();
    return ok('');
  };
  const acts = {
    'choose-files': chooseFiles,
    pause: quiet(() => engine.pause()),
    resume: quiet(() => engine.resume()),
    reveal,
    open: quiet(parts.openApp),
    hide: quiet(hide),
  };

  return {
    isShown: () => window.current() !== null,
    onState(next) {
      state = next;
      if (next.fraction !== null) finished = null;
      tell();
    },
    onFinished(batch) {
      finished = batch;
      tell();
    },
    refresh: tell,
    follow(how) {
      if (settings.read().showsDropWindow) window.show(how);
      else window.hide();
    },
    serve(handlers) {
      const answers: {
        readonly [C in DropWindowChannel]: (
          input: DropWindowInput<C>,
        ) => Result<DropWindowAnswers[C], Problem> | Promise<Result<DropWindowAnswers[C], Problem>>;
      } = {
        [dropWindowChannels.facts]: () => ok(facts()),
        [dropWindowChannels.add]: async ({ paths, pictures, origin }) =>
          inWords(
            await (pictures === null
              ? handlers['files:enqueue']({ paths, origin })
              : handlers['pictures:enqueue']({ paths, pictures, origin })),
          ),
        [dropWindowChannels.act]: (act) => acts[act](),
        [dropWindowChannels.choose]: choosePreset,
      };
      const answer = <C extends DropWindowChannel>(channel: C, request: IncomingRequest) =>
        answerWith<DropWindowInput<C>, Result<DropWindowAnswers[C], Problem>>(request, {
          parse: (raw) => parseDropWindowInput(channel, raw),
          handle: answers[channel],
          onBug: (error) => log(channel, error),
        });
      servePageRequests({
        channels: Object.values(dropWindowChannels),
        partChannel: dropWindowParts,
        isTrusted: window.isTrusted,
        answer,
      });
    },
    close() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

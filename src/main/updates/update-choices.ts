import type { UpdateState } from '../../shared/settings/update-state.ts';
import { toUpdateProblem, UpdateProblem, type Updater } from './updater.ts';

/** How often it is looked, once a person has switched that on. Milliseconds. */
const everyMs = 86_400_000;

export interface UpdateChoices {
  /** Null where this copy is not updated by the app. */
  readonly report: () => UpdateState | null;
  /** Looks now. Refused (false) unless a person has switched it on. */
  readonly check: () => Promise<boolean>;
  readonly download: () => Promise<void>;
  /** Whether pictures are still to be made, so that nothing is installed now. */
  readonly isHeld: () => boolean;
  /** False when pictures are still to be made, there is nothing to install, or the person does not want it now. */
  readonly install: () => Promise<boolean>;
  /** Looks at once and from then on every day where it is switched on, and no more where it is not. */
  readonly follow: () => void;
  readonly close: () => void;
}

interface Parts {
  /** Loaded with the first question; null where this copy is not updated by the app. */
  readonly loadUpdater: (() => Promise<Updater>) | null;
  readonly isOn: () => boolean;
  /** Whether pictures are still to be made. */
  readonly isBusy: () => boolean;
  /** Asks the person in a dialog of the system's. */
  readonly confirm: (version: string) => Promise<boolean>;
  readonly onChange: (state: UpdateState) => void;
  /** Calls back every so many milliseconds until the returned function is called. */
  readonly every?: (ms: number, call: () => void) => () => void;
}

function everyInterval(ms: number, call: () => void): () => void {
  const timer = setInterval(call, ms).unref();
  return () => clearInterval(timer);
}

/** What a look for a newer version must not interrupt or forget. */
const atWork: ReadonlySet<UpdateState['kind']> = new Set([
  'checking',
  'downloading',
  'ready',
  'installing',
  'installed',
]);

/** What becomes of newer versions: each step is a person's to choose, and none is taken in the middle of a batch. */
export function createUpdateChoices(parts: Parts): UpdateChoices {
  const { loadUpdater, isOn, isBusy, confirm, onChange, every = everyInterval } = parts;
  let state: UpdateState = { kind: 'idle' };
  let loading: Promise<Updater> | null = null;
  let stop: (() => void) | null = null;

  function become(next: UpdateState): void {
    state = next;
    onChange(state);
  }

  /** Null when it failed, which the state then says. */
  async function withUpdater<T>(work: (updater: Updater) => Promise<T>): Promise<T | null> {
    if (loadUpdater === null) return null;
    try {
      loading ??= loadUpdater();
      return await work(await loading);
    } catch (error) {
      // What could not be loaded is loaded anew.
      if (!(error instanceof UpdateProblem)) loading = null;
      become({ kind: 'failed', message: toUpdateProblem(error).message });
      return null;
    }
  }

  async function check(): Promise<boolean> {
    if (loadUpdater === null || !isOn()) return false;
    if (atWork.has(state.kind)) return true;
    become({ kind: 'checking' });
    await withUpdater(async (updater) => {
      const version = await updater.check();
      become(version === null ? { kind: 'current' } : { kind: 'offered', version });
    });
    return true;
  }

  return {
    report: () => (loadUpdater === null ? null : state),
    isHeld: isBusy,
    check,
    async download() {
      if (state.kind !== 'offered' || !isOn()) return;
      const { version } = state;
      become({ kind: 'downloading', version, fraction: 0 });
      await withUpdater(async (updater) => {
        await updater.download((fraction) => become({ kind: 'downloading', version, fraction }));
        become({ kind: 'ready', version });
      });
    },
    async install() {
      if (state.kind !== 'ready' || isBusy()) return false;
      const { version } = state;
      // At once: a second click finds it already asked.
      become({ kind: 'installing', version });
      if (!(await confirm(version)) || isBusy()) {
        become({ kind: 'ready', version });
        return false;
      }
      await withUpdater(async (updater) => {
        const isStarting = await updater.install(() => !isBusy());
        if (!isStarting) become({ kind: 'installed', version });
      });
      return true;
    },
    follow() {
      if (loadUpdater === null || isOn() === (stop !== null)) return;
      if (stop !== null) {
        stop();
        stop = null;
        return;
      }
      stop = every(everyMs, () => void check());
      void check();
    },
    close() {
      stop?.();
      stop = null;
    },
  };
}

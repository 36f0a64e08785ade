import { existsSync } from 'node:fs';
import { type Engine, openLostHistory } from '../../engine/index.ts';
import type { LostHistoryReport } from '../../shared/ipc/answers.ts';
import { ok } from '../../shared/result.ts';
import type { KeptLostHistory, LostHistory } from '../../shared/settings/lost-history.ts';
import type { ParsedStore } from '../stores/parsed-store.ts';
import type { HandlersFor } from './answer-request.ts';

export interface LostHistoryDependencies {
  readonly engine: Pick<Engine, 'adopt'>;
  readonly store: ParsedStore<KeptLostHistory>;
  /** The file of `history-thread`. */
  readonly thread: string;
  readonly damage: { readonly isFound: boolean };
  readonly startAgain: () => void;
}

/** What is lost as far as it can be read; `path` is where it is kept. */
function openLost(path: string, thread: string) {
  const history = openLostHistory(path, thread);
  return { ...history, found: history.work() };
}

async function* nothing(): AsyncGenerator<never> {}

type Channels =
  | 'lost-history:report'
  | 'lost-history:bring-back'
  | 'lost-history:dismiss'
  | 'lost-history:start-again';

/** The next start puts it aside and offers what waited in it. */
const damagedInUse: LostHistoryReport = { path: null, reason: 'damaged-in-use', waiting: null };

/** What waited in a history that could not be used. It is offered at each start until a person has decided. */
export function lostHistoryRequests({
  engine,
  store,
  thread,
  damage,
  startAgain,
}: LostHistoryDependencies): HandlersFor<Channels> {
  let opened: ReturnType<typeof openLost> | null = null;
  let bringing: Promise<number> | null = null;

  const open = ({ path }: LostHistory) => {
    if (path === null || !existsSync(path)) return null;
    return (opened ??= openLost(path, thread));
  };
  const forget = () => {
    store.replace({ lost: null });
    opened?.close();
    opened = null;
  };
  const reportOf = async (lost: LostHistory): Promise<LostHistoryReport> => {
    const work = await open(lost)?.found;
    if (!work) return { ...lost, waiting: null };
    const folderCount = work.batches.filter(({ stored }) => stored.batch.isWalking).length;
    return { ...lost, waiting: { pictureCount: work.waitingCount, folderCount } };
  };
  const bringBack = async (lost: LostHistory) => {
    const history = open(lost);
    const batches = (await history?.found)?.batches ?? [];
    const count = history
      ? await engine.adopt({ batches, tasks: history.tasks(), attempts: await history.attempts() })
      : 0;
    forget();
    return count;
  };
  const dismiss = async (lost: LostHistory) => {
    const attempts = (await open(lost)?.attempts()) ?? [];
    // What was under way when it was lost is tidied up all the same.
    await engine.adopt({ batches: [], tasks: nothing(), attempts });
    forget();
  };

  return {
    'lost-history:report': async () => {
      if (damage.isFound) return ok(damagedInUse);
      const { lost } = store.read();
      return ok(lost && (await reportOf(lost)));
    },
    'lost-history:bring-back': async () => {
      const { lost } = store.read();
      if (!lost) return ok(0);
      bringing ??= bringBack(lost).finally(() => (bringing = null));
      return ok(await bringing);
    },
    'lost-history:dismiss': async () => {
      const { lost } = store.read();
      if (lost && !bringing && !damage.isFound) await dismiss(lost);
      return ok(undefined);
    },
    'lost-history:start-again': () => {
      if (damage.isFound) startAgain();
      return ok(undefined);
    },
  };
}

/**
 * How long what is not urgent waits for others. Milliseconds: long enough for several small pictures, too short to be
 * noticed.
 */
const gatherMs = 40;

interface Waiting<Entry, Stored> {
  readonly entry: Entry;
  readonly resolve: (stored: Stored) => void;
  readonly reject: (error: unknown) => void;
}

/** Resolves once the entry is stored, with all that waited with it; rejects, as all of them do, if that fails. */
export type GroupCommit<Entry, Stored> = (entry: Entry, isUrgent: boolean) => Promise<Stored>;

/**
 * Stores what comes in together: a transaction costs the same for one entry and for twenty. An urgent entry takes all that
 * wait with it at the end of this turn of the event loop; the others wait a moment for more. `storeAll` answers in the
 * order of the entries. Nothing is stored until the promise of `writable` has resolved, where there is one.
 */
export function createGroupCommit<Entry, Stored>(
  storeAll: (entries: readonly Entry[]) => readonly Stored[],
  writable: () => Promise<void> | null = () => null,
): GroupCommit<Entry, Stored> {
  let group: Waiting<Entry, Stored>[] = [];
  let later: NodeJS.Timeout | null = null;
  let soon: NodeJS.Immediate | null = null;

  const commit = () => {
    if (later !== null) clearTimeout(later);
    if (soon !== null) clearImmediate(soon);
    [later, soon] = [null, null];
    const wait = writable();
    if (wait) return void wait.then(commit);
    const stored = group;
    if (stored.length === 0) return;
    group = [];
    try {
      const answers = storeAll(stored.map(({ entry }) => entry)).values();
      for (const { resolve, reject } of stored) {
        const answer = answers.next();
        if (answer.done) reject(new Error('an entry was not stored'));
        else resolve(answer.value);
      }
    } catch (error) {
      for (const { reject } of stored) reject(error);
    }
  };

  return (entry, isUrgent) =>
    new Promise((resolve, reject) => {
      group.push({ entry, resolve, reject });
      if (isUrgent) soon ??= setImmediate(commit);
      else later ??= setTimeout(commit, gatherMs);
    });
}

import { Change } from '../shared/task/change.ts';

/** As the desktop app gathers them. Milliseconds. */
const gatherMs = 50;
/** The service says something every ten seconds. */
const silentMs = 25_000;
const lookMs = 2000;
/** So late a look comes only after a sleep, and then a connection is dead without a word: the word that is due is enough. */
const sleptMs = 10_000;
const dueMs = 12_000;

export interface ChangeListener {
  readonly onChanges: (changes: readonly Change[]) => void;
  /** More was missed than can be told: the queue must be read anew. */
  readonly onReset: () => void;
}

/** Hears changes for as long as the page is open, and goes on by number after a break. */
export function followChanges({ onChanges, onReset }: ChangeListener): void {
  let gathered: Change[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let known: string | null = null;
  let heardAt = Date.now();

  const tell = () => {
    timer = null;
    onChanges(gathered);
    gathered = [];
  };
  const hear = ({ lastEventId }: MessageEvent<string>) => {
    heardAt = Date.now();
    if (lastEventId !== '') known = lastEventId;
  };
  const connect = () => {
    const opened = new EventSource(known === null ? '/app/changes' : `/app/changes?after=${known}`);
    opened.addEventListener('alive', hear);
    opened.addEventListener('change', (event: MessageEvent<string>) => {
      hear(event);
      const parsed = Change.safeParse(JSON.parse(event.data));
      if (parsed.success) gathered.push(parsed.data);
      timer ??= setTimeout(tell, gatherMs);
    });
    opened.addEventListener('reset', (event: MessageEvent<string>) => {
      hear(event);
      onReset();
    });
    return opened;
  };

  let source = connect();
  let lookedAt = Date.now();
  setInterval(() => {
    const now = Date.now();
    // The system's clock was set back.
    if (now < heardAt) heardAt = now;
    const patience = now - lookedAt > sleptMs ? dueMs : silentMs;
    lookedAt = now;
    if (now - heardAt < patience) return;
    heardAt = now;
    source.close();
    source = connect();
  }, lookMs);
}

import { Change } from '../shared/task/change.ts';

/** As the desktop app gathers them. Milliseconds. */
const gatherMs = 50;

/** Hears changes for as long as the page is open. The browser reconnects by itself and goes on by number. */
export function followChanges(listener: (changes: readonly Change[]) => void): () => void {
  const source = new EventSource('/app/changes');
  let gathered: Change[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tell = () => {
    timer = null;
    listener(gathered);
    gathered = [];
  };
  source.addEventListener('change', ({ data }: MessageEvent<string>) => {
    const parsed = Change.safeParse(JSON.parse(data));
    if (parsed.success) gathered.push(parsed.data);
    timer ??= setTimeout(tell, gatherMs);
  });
  // Too much was missed to be told again: the page begins anew.
  source.addEventListener('reset', () => location.reload());
  return () => {
    source.close();
    if (timer !== null) clearTimeout(timer);
  };
}

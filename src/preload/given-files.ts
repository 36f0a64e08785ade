/** What TypeScript's DOM does not know yet. */
interface FileHandleGiver {
  getAsFileSystemHandle(): Promise<{
    queryPermission(wanted: { readonly mode: 'read' }): Promise<string>;
  } | null>;
}

let shown: Promise<unknown> = Promise.resolve();

const givesHandles = (item: DataTransferItem): item is DataTransferItem & FileHandleGiver =>
  item.kind === 'file' && 'getAsFileSystemHandle' in item;

/**
 * Main hears of each file by itself, which takes Chromium half a millisecond of main's time: minutes for 100,000. Of more than these none is
 * shown, and main asks the person once.
 */
const mostShown = 10_000;

/** Asking about a handle makes Chromium's browser process tell main the path. The answer is always no, and nobody needs it. */
async function show(item: FileHandleGiver): Promise<void> {
  const handle = await item.getAsFileSystemHandle();
  await handle?.queryPermission({ mode: 'read' });
}

/**
 * Shows main what a person drops or pastes: this process may be taken over, so main believes no path that it sends alone.
 * Handles can be taken only while the event is handled, before the page hears of it.
 */
export function showFilesToMain(): void {
  const showAll = (transfer: DataTransfer | null) => {
    const items = [...(transfer?.items ?? [])].filter(givesHandles);
    if (items.length > mostShown) return;
    shown = Promise.allSettled([shown, ...items.map(show)]);
  };
  window.addEventListener('drop', ({ dataTransfer }) => showAll(dataTransfer), { capture: true });
  window.addEventListener('paste', ({ clipboardData }) => showAll(clipboardData), {
    capture: true,
  });
}

/** Resolves once main has seen all that was dropped or pasted until now. */
export const shownToMain = (): Promise<unknown> => shown;

/** Wanted, or lost with what had it, until the page has something to give it to. */
let isWanted = false;

/** What a page begins with; null while its code is loaded. */
function beginning(): HTMLElement | null {
  const main = document.querySelector('main');
  return main?.ariaBusy === 'true' ? null : (main?.querySelector('h1') ?? null);
}

function giveToPage(): void {
  const heading = beginning();
  if (!heading) return;
  isWanted = false;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** The page that is shown, or comes now, gets the keyboard at its heading. */
export function moveKeyboardToPage(): void {
  isWanted = true;
  // What is drawn for it is drawn first.
  setTimeout(() => isWanted && giveToPage());
}

/**
 * Chromium gives the keyboard to the body when the element that has it is removed; from there no key does anything. The
 * heading of the page takes it, unless something else has asked for it by then.
 */
export function keepKeyboard(root: Element): () => void {
  let last: Element | null = null;
  const follow = ({ target }: FocusEvent) => {
    last = target instanceof Element ? target : null;
    isWanted = false;
  };
  const isLost = () =>
    document.activeElement === document.body && last !== null && !last.isConnected;
  const observer = new MutationObserver(() => {
    if (!isWanted && !isLost()) return;
    setTimeout(() => (isWanted || isLost()) && giveToPage());
  });
  observer.observe(root, { childList: true, subtree: true });
  document.addEventListener('focusin', follow);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', follow);
  };
}

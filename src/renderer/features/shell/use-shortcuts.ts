import { useEffect } from 'react';
import { commandOfKey } from '../../../shared/commands/keys.ts';
import { useOverlay } from '../../store/overlay-store.ts';
import { commandsNow, pageHost } from '../palette/page-host.ts';

/** Inputs that are not typed into. */
const withoutText = new Set(['button', 'checkbox', 'color', 'file', 'radio', 'range', 'submit']);

/** Whether keys pressed there edit a text. */
function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !withoutText.has(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

const asking = '[role="dialog"], [role="menu"]';

/** In a text it takes back what was typed, and an open dialog or menu wants its own answer first. */
function isOutsideText(target: EventTarget | null): boolean {
  // What opens above the page has the keys before it has the focus.
  if (isTextField(target) || useOverlay.getState().open !== null) return false;
  return !(target instanceof Element && target.closest(asking));
}

/** Keys that work everywhere. Those of the task list belong to the list. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const found = commandOfKey(event);
      if (!found || (found.inPage === 'outside-text' && !isOutsideText(event.target))) return;
      if (!commandsNow().includes(found.command)) return;
      event.preventDefault();
      found.command.run(pageHost);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

import { useEffect } from 'react';
import { places } from '../../../shared/ipc/announcements.ts';
import { shellWords } from '../../../shared/words/areas/shell.ts';
import { thumbline } from '../../store/bridge.ts';
import { useView } from '../../store/view-store.ts';
import { askToUndoLast } from '../undo/undo-store.ts';

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

const placeOfDigit = new Map(places.map((place, index) => [String(index + 1), place]));

/** In a text it takes back what was typed, and an open dialog or menu wants its own answer first. */
function mayUndo(target: EventTarget | null): boolean {
  if (!thumbline.can.undo || isTextField(target)) return false;
  return !(target instanceof Element && target.closest(shellWords('roleDialogRoleMenu')));
}

/** Keys that work everywhere. Those of the task list belong to the list. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const view = useView.getState();
      const place = placeOfDigit.get(event.key);
      if (place) view.goTo(place);
      else if (event.key.toLowerCase() === 'f') view.requestSearch();
      else if (event.key.toLowerCase() === 'z' && mayUndo(event.target)) void askToUndoLast();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

import { useEffect } from 'react';
import { places } from '../../../shared/ipc/announcements.ts';
import { useView } from '../../store/view-store.ts';

const placeOfDigit = new Map(places.map((place, index) => [String(index + 1), place]));

/** Keys that work everywhere. Those of the task list belong to the list. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const view = useView.getState();
      const place = placeOfDigit.get(event.key);
      if (place) view.goTo(place);
      else if (event.key.toLowerCase() === 'f') view.requestSearch();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

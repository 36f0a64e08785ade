import { type RefObject, useEffect } from 'react';
import { useView } from '../../store/view-store.ts';

interface Moves {
  readonly onPrevious: () => void;
  readonly onNext: () => void;
}

const moveOf: Readonly<Record<string, keyof Moves>> = {
  ArrowUp: 'onPrevious',
  ArrowLeft: 'onPrevious',
  ArrowDown: 'onNext',
  ArrowRight: 'onNext',
};

/** Arrow keys go through the tasks, Escape closes; a slider inside keeps its arrows. */
export function useDetailKeys(ref: RefObject<HTMLElement | null>, moves: Moves): void {
  useEffect(() => {
    const element = ref.current;
    const onKeyDown = (event: KeyboardEvent) => {
      const move = moveOf[event.key];
      if (event.key === 'Escape') useView.getState().openDetail(null);
      else if (move && !(event.target instanceof HTMLInputElement)) moves[move]();
      else return;
      event.preventDefault();
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  });
}

import { type RefObject, useEffect, useRef } from 'react';
import { useView } from '../../store/view-store.ts';

/** Gives the field the keyboard when a search was asked for, also from a place that has no such field. */
export function useSearchRequest(): RefObject<HTMLInputElement | null> {
  const ref = useRef<HTMLInputElement>(null);
  const isWanted = useView((view) => view.wantsSearch);
  useEffect(() => {
    if (!isWanted) return;
    ref.current?.select();
    useView.setState({ wantsSearch: false });
  }, [isWanted]);
  return ref;
}

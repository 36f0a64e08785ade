import { useSyncExternalStore } from 'react';

/** Where one row of controls has no room for all of them. */
export const narrowWindow = '(width < 720px)';
/** Where rows are drawn lower, so that two of them can be seen. */
export const lowWindow = '(height < 540px)';

/** Asked at every render: each list is made once. */
const lists = new Map<string, MediaQueryList>();

function listOf(query: string): MediaQueryList {
  const list = lists.get(query) ?? window.matchMedia(query);
  lists.set(query, list);
  return list;
}

/** Whether the window is as a media query says, followed as it changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = listOf(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => listOf(query).matches,
  );
}

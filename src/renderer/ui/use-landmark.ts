import { type RefObject, useState } from 'react';

/** What fields in a popup open would be cut off by it. */
const landmarks = 'main, aside, nav, footer:not(aside *), [role="dialog"]:not(.popup)';

/**
 * The landmark around an element, looked up when something asks. What opens from an element belongs there: outside of
 * every landmark a screen reader's list of regions does not lead to it, and behind a dialog it could not be reached.
 */
export function useLandmark(ref: RefObject<Element | null>): RefObject<HTMLElement | null> {
  const [landmark] = useState<RefObject<HTMLElement | null>>(() => ({
    get current() {
      return ref.current?.closest<HTMLElement>(landmarks) ?? null;
    },
  }));
  return landmark;
}

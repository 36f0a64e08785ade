import { useEffect, useRef, useState } from 'react';

/** Runs at once, then at most once in each interval; a call in between is made up for at its end. */
export function throttle(run: () => void, intervalMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isWanted = false;
  const start = () => {
    run();
    timer = setTimeout(() => {
      timer = null;
      if (!isWanted) return;
      isWanted = false;
      start();
    }, intervalMs);
  };
  return () => {
    if (timer === null) start();
    else isWanted = true;
  };
}

/** Follows a value, but changes at most once in each interval; the last value always arrives. */
export function useThrottled<Value>(value: Value, intervalMs: number): Value {
  const [shown, setShown] = useState(value);
  const shownAt = useRef(0);
  useEffect(() => {
    const waitMs = shownAt.current + intervalMs - performance.now();
    const show = () => {
      shownAt.current = performance.now();
      setShown(value);
    };
    if (waitMs <= 0) {
      show();
      return undefined;
    }
    const timer = setTimeout(show, waitMs);
    return () => clearTimeout(timer);
  }, [value, intervalMs]);
  return shown;
}

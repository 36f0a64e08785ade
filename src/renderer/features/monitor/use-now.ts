import { useEffect, useState } from 'react';

const everyMs = 500;

/** The time, often enough for a clock that shows tenths of a second to look alive. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}

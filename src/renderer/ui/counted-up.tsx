import './counted-up.css';
import { useEffect, useState } from 'react';

const countMs = 600;
/** Fast at first, slow at its end; of 0 to 1. */
const easedOut = (part: number) => 1 - (1 - part) ** 3;

const isStill = () => document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches;

/** How much of the way is counted, from 0 to 1: it begins when this first appears, and is at its end where nothing may move. */
function useCounted(): number {
  const [part, setPart] = useState(() => (isStill() ? 1 : 0));
  useEffect(() => {
    if (isStill()) return undefined;
    const begunAt = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      const next = Math.min(1, Math.max(0, now - begunAt) / countMs);
      setPart(easedOut(next));
      if (next < 1) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return part;
}

interface CountedUpProps {
  value: number;
  wordsOf: (value: number) => string;
}

/** A number that counts up to its value once, in the room that the value takes; who listens hears the value alone. */
export function CountedUp({ value, wordsOf }: CountedUpProps) {
  const part = useCounted();
  const words = wordsOf(value);
  if (part === 1) return <span className="counted-up">{words}</span>;
  return (
    <span className="counted-up" data-counting>
      <span>{words}</span>
      <span aria-hidden>{wordsOf(value * part)}</span>
    </span>
  );
}

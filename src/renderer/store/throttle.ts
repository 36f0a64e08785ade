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

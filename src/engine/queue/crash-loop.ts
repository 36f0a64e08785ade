/** So many different pictures within this time, and the workers rest. Milliseconds. */
const loopMs = 60_000;
const loopCount = 3;

/** Tells pictures that crash the decoder from a machine on which everything does. */
export interface CrashLoop {
  /** Answers with at how many pictures workers died within a minute, once those are too many. */
  note(sourcePath: string): number | null;
  forget(): void;
}

export function createCrashLoop(): CrashLoop {
  const deaths = new Map<string, number>();
  return {
    note(sourcePath) {
      const now = performance.now();
      deaths.set(sourcePath, now);
      for (const [path, at] of deaths) if (now - at > loopMs) deaths.delete(path);
      return deaths.size >= loopCount ? deaths.size : null;
    },
    forget: () => deaths.clear(),
  };
}

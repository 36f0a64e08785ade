/** Writes of one request that go on while more of it comes. */
export interface WritesUnderWay {
  add(write: Promise<unknown>): void;
  /** Resolves once no more than so many go on; rejects when one of them has failed. */
  atMost(count: number): Promise<void>;
  /** Resolves once none goes on, whatever became of them. */
  over(): Promise<void>;
}

export function createWritesUnderWay(): WritesUnderWay {
  const writing = new Set<Promise<void>>();
  let failed: { readonly error: unknown } | null = null;
  return {
    add(write) {
      const ending = write.then(
        () => undefined,
        (error: unknown) => {
          failed ??= { error };
        },
      );
      writing.add(ending);
      void ending.then(() => writing.delete(ending));
    },
    async atMost(count) {
      while (writing.size > count) await Promise.race(writing);
      if (failed) throw failed.error;
    },
    async over() {
      await Promise.all(writing);
    },
  };
}

/** What was dragged out last: path and fingerprint of each file. */
export interface DraggedResults {
  note(files: readonly { readonly path: string; readonly fingerprint: string }[]): void;
  /** Whether all of these are of that drag and nobody has changed them since. */
  areAll(paths: readonly string[]): Promise<boolean>;
}

/** `look` answers with the fingerprint of what is at a path now, or null. */
export function noteDraggedResults(look: (path: string) => Promise<string | null>): DraggedResults {
  let dragged = new Map<string, string>();
  return {
    note(files) {
      dragged = new Map(files.map(({ path, fingerprint }) => [path, fingerprint]));
    },
    async areAll(paths) {
      if (paths.length === 0 || paths.some((path) => !dragged.has(path))) return false;
      const now = await Promise.all(
        paths.map(async (path) => (await look(path)) === dragged.get(path)),
      );
      return now.every(Boolean);
    },
  };
}

import { randomUUID } from 'node:crypto';
import type { ChoiceId } from '../../shared/ipc/contract.ts';

/** What a person chose in a dialog, under a name that the page can use without knowing a path. */
export interface ChosenFiles {
  /** Takes the place of what was kept before: a window shows one plan at a time. */
  keep(paths: readonly string[]): ChoiceId;
  /** Null when another choice took its place. */
  find(choiceId: ChoiceId): readonly string[] | null;
}

export function createChosenFiles(): ChosenFiles {
  let latest: { readonly id: ChoiceId; readonly paths: readonly string[] } | null = null;
  return {
    keep(paths) {
      const id = randomUUID();
      latest = { id, paths };
      return id;
    },
    find: (choiceId) => (latest?.id === choiceId ? latest.paths : null),
  };
}

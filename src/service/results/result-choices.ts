import type { SaveKind, SaveSource } from '../../shared/task/saving.ts';

/** Whose results are to be taken along, and how. `name` is the file's without its ending; null: the batch's title. */
export interface ResultChoice {
  readonly source: SaveSource;
  readonly kind: SaveKind;
  readonly name: string | null;
}

/** What was chosen and is about to be fetched: more than fits into an address. */
export interface ResultChoices {
  keep(id: string, choice: ResultChoice): void;
  find(id: string): ResultChoice | null;
}

/** Of all choices together; about 20 MB. */
const taskIdsKept = 200_000;

const sizeOf = ({ source }: ResultChoice) => ('taskIds' in source ? source.taskIds.length : 1);

/** Newer ones push out the oldest. */
export function createResultChoices(): ResultChoices {
  const choices = new Map<string, ResultChoice>();
  let kept = 0;
  return {
    keep(id, choice) {
      choices.set(id, choice);
      kept += sizeOf(choice);
      for (const [oldest, pushedOut] of choices) {
        if (kept <= taskIdsKept) return;
        choices.delete(oldest);
        kept -= sizeOf(pushedOut);
      }
    },
    find: (id) => choices.get(id) ?? null,
  };
}

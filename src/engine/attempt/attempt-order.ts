import type { Recipe } from '../../shared/task/recipe.ts';
import type { PlacementRequest } from '../naming/placement.ts';
import type { Made, ReplacedFile, StoredTask } from '../ports.ts';

/** A task to be attempted, and whom to tell of what. */
export interface AttemptOrder {
  /** As it is once the attempt has begun. */
  readonly stored: StoredTask;
  readonly recipe: Recipe;
  /** No list beside the results tells of it. */
  readonly isPrivate?: boolean;
  /**
   * Stores that the attempt begins, together with the temporary paths if they are known already. Waited for before a worker
   * hears of it. False when the task is not to be made any more: nothing was stored then. Only the first call counts.
   */
  readonly begin: (temporaryPaths: readonly string[] | null) => Promise<boolean>;
  /** Waited for before the worker writes, and before anything gets its final name. */
  readonly noteTemporaryPaths: (paths: readonly (string | null)[]) => Promise<void>;
  readonly noteMade: (made: Made) => Promise<void>;
  /** Called once the header has been read, unless the place of the results was known without it. */
  readonly notePlanned?: (planned: PlacementRequest['planned']) => void;
  /** Has this stored together with the end of the attempt, if it succeeds. */
  readonly storeAtEnd: (store: () => void) => void;
  /** Called when a worker begins with it. */
  readonly noteBegun?: () => void;
  /** Called before the attempt ends, with the Monitor's name for the worker that made it. */
  readonly noteWorker?: (worker: string) => void;
  /** Waited for before a file that is replaced goes to the trash, and again once the trash says what it will be there. */
  readonly noteReplaced?: (replaced: ReplacedFile) => Promise<void>;
  /** It came back, or never went. */
  readonly noteReturned?: (path: string) => Promise<void>;
}

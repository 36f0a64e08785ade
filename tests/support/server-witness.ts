import type { Engine } from '../../src/engine/engine.ts';
import type { Change } from '../../src/shared/task/change.ts';

/** Remembers what a service's engine was given and what became of it, though nothing stays there. */
export interface Witness {
  /** How many different tasks there ever were. */
  readonly sentCount: number;
  readonly succeededCount: number;
  /** Tasks that the service still knows. */
  readonly leftCount: number;
  /** Resolves once this holds. */
  sees(holds: (witness: Witness) => boolean): Promise<void>;
}

export function watchService(engine: Engine): Witness {
  const sent = new Set<string>();
  const succeeded = new Set<string>();
  const left = new Set<string>();
  const note = (change: Change) => {
    if (change.kind === 'removed') change.taskIds.forEach((id) => left.delete(id));
    if (change.kind !== 'task') return;
    const { id, status } = change.task;
    sent.add(id);
    left.add(id);
    if (status === 'succeeded') succeeded.add(id);
  };
  const waiting = new Set<() => void>();
  engine.subscribe((changes) => {
    changes.forEach(note);
    for (const look of waiting) look();
  });
  const witness: Witness = {
    get sentCount() {
      return sent.size;
    },
    get succeededCount() {
      return succeeded.size;
    },
    get leftCount() {
      return left.size;
    },
    sees(holds) {
      return new Promise((resolve) => {
        const look = () => {
          if (!holds(witness)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    },
  };
  return witness;
}

import { isDamage } from '../../engine/index.ts';

/** Whether the history was found to be damaged while it is in use. */
export interface DamageWatch {
  readonly isFound: boolean;
  /** Looks whether this error says so. */
  look(error: unknown): void;
  found(): void;
  /** Called once, also if it was found before. */
  whenFound(act: () => void): void;
}

/** `tell` is called once. */
export function createDamageWatch(tell: () => void): DamageWatch {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isFound = false;
  const found = () => {
    if (isFound) return;
    isFound = true;
    tell();
    resolve();
  };
  return {
    get isFound() {
      return isFound;
    },
    look(error) {
      if (isDamage(error)) found();
    },
    found,
    whenFound: (act) => void promise.then(act),
  };
}

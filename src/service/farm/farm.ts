import type { Elsewhere } from '../../engine/engine.ts';

/** The machines that share the work, reached through Redis. */
export interface Farm extends Elsewhere {
  isReachable(): Promise<boolean>;
}

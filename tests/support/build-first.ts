import { buildAppIfStale, buildPageIfStale } from '../../scripts/build-if-stale.js';

/** Before the tests of a project: what they start is never older than its source. */
export function setup(): void {
  buildAppIfStale();
  buildPageIfStale();
}

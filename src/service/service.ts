import type { Engine } from '../engine/index.ts';
import type { ChangeFeed } from './events/change-feed.ts';
import type { Farm } from './farm/farm.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Store } from './store/store.ts';
import type { Workers } from './workers/workers.ts';
import type { Arriving } from './uploads/arrivals.ts';
import type { UploadIds } from './uploads/upload-ids.ts';
import type { Submissions, UploadLimits } from './uploads/submissions.ts';

/** What the routes work with. The engine owns the tasks; the store keeps the bytes. */
export interface Service {
  readonly engine: Engine;
  readonly store: Store;
  readonly submissions: Submissions;
  readonly ids: UploadIds;
  readonly arriving: Arriving;
  readonly changes: ChangeFeed;
  readonly metrics: Metrics;
  /** Null when this process makes the pictures itself. */
  readonly farm: Farm | null;
  readonly workers: Workers;
  readonly limits: UploadLimits;
  /** The words and codes of the service this one replaces, for its old clients. */
  readonly speaksLegacyApi: boolean;
}

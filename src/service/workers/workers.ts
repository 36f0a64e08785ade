import { z } from 'zod';
import { type FarmWorker, JobCount } from '../../shared/ipc/monitor.ts';

/** The programs that make a service's pictures, wherever they run. */
export interface Workers {
  list(): readonly FarmWorker[];
  /** Lets that worker make so many at once from its next picture on. What it makes already, it finishes. */
  setJobs(order: JobsOrder): Promise<'told' | 'not-found' | 'redis-unavailable'>;
}

export const JobsOrder = z.object({ name: z.string().min(1).max(200), jobs: JobCount });
export type JobsOrder = z.infer<typeof JobsOrder>;

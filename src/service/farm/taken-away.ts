/** Jobs that Redis gave to others, or forgot, while this worker makes them. */
export interface TakenAway {
  /** Tells of each once, however often it is noticed. */
  noticed(jobIds: readonly string[]): void;
  /** This worker is done with it, and may be given it again. */
  over(jobId: string): void;
}

const line = (jobId: string) =>
  `This worker was silent for too long, or Redis forgot what it makes. Others make ${jobId} again.`;

/** BullMQ's, which comes beside the event that names the jobs, each time a lock would have been renewed. */
const renewal = 'could not renew lock for job ';
export const isOfTakenAway = ({ message }: Error) => message.startsWith(renewal);

export function createTakenAway(tell: (line: string) => void): TakenAway {
  const told = new Set<string>();
  return {
    noticed(jobIds) {
      for (const jobId of jobIds) {
        if (!told.has(jobId)) tell(line(jobId));
        told.add(jobId);
      }
    },
    over: (jobId) => void told.delete(jobId),
  };
}

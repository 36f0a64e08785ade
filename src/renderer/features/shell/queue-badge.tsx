import { useQueue } from '../../store/queue-store.ts';

/** Tells, from another place, that the queue works or that something failed. */
export function QueueBadge() {
  const look = useQueue(({ tally }) => {
    if (tally.running > 0) return 'busy';
    return tally.failed > 0 ? 'problem' : null;
  });
  return look ? <span className="rail-badge" data-look={look} /> : null;
}

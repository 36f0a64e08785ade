import type { MonitorReport } from '../../../shared/ipc/monitor.ts';
import { monitorWords } from '../../../shared/words/areas/monitor.ts';
import { durationWords } from '../../words/times.ts';

function stateWords(report: MonitorReport, isPaused: boolean): string {
  const { waitingCount, runningCount, runTimeMs, failures, farm } = report;
  const left = waitingCount + runningCount;
  if (left > 0) return monitorWords(isPaused ? 'verdict.paused' : 'verdict.busy', { count: left });
  if (runTimeMs !== null || failures.length > 0) return monitorWords('verdict.done');
  return farm ? monitorWords('verdict.idleService') : monitorWords('verdict.idle');
}

/** What a person wants to know first: is there work, how long does it take, did anything fail. */
export function verdictWords(
  report: MonitorReport,
  { isPaused, pausedBatches }: { readonly isPaused: boolean; readonly pausedBatches: number },
): string {
  const { runTimeMs, failures } = report;
  const failed = failures.reduce((sum, { count }) => sum + count, 0);
  return [
    stateWords(report, isPaused),
    // Of a queue that goes on in part.
    isPaused || pausedBatches === 0
      ? ''
      : monitorWords('verdict.pausedBatches', { count: pausedBatches }),
    runTimeMs === null
      ? ''
      : monitorWords('verdict.pace', { duration: durationWords(runTimeMs.p50) }),
    failed === 0 ? '' : monitorWords('verdict.failed', { count: failed }),
  ]
    .filter(Boolean)
    .join(' ');
}

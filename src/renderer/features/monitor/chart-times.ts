import { monitorStepCount, monitorStepMs } from '../../../shared/ipc/monitor.ts';
import { durationWords } from '../../words/times.ts';

export const lastStep = monitorStepCount - 1;

/** "now" for the step that is still going on, "2 min 10 s ago" for an older one. */
export function stepWords(index: number): string {
  const agoMs = (lastStep - index) * monitorStepMs;
  return agoMs <= 0 ? 'Now' : `${durationWords(agoMs)} ago`;
}

/** The step of the charts that is looked at. */
export interface Look {
  readonly at: number | null;
  readonly onLook: (at: number | null) => void;
}

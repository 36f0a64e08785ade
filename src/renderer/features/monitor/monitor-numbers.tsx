import type { MonitorReport } from '../../../shared/ipc/monitor.ts';
import { countWords } from '../../words/numbers.ts';
import { durationWords } from '../../words/times.ts';

export function MonitorNumbers({ report }: { report: MonitorReport }) {
  const time = (ms: number | undefined) => (ms === undefined ? '–' : durationWords(ms));
  const numbers = [
    ['Waiting', countWords(report.waitingCount)],
    ['Running', countWords(report.runningCount)],
    ['Run time, median', time(report.runTimeMs?.p50)],
    ['Run time, p95', time(report.runTimeMs?.p95)],
    ['Run time, p99', time(report.runTimeMs?.p99)],
  ] as const;
  return (
    <dl className="monitor-numbers">
      {numbers.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

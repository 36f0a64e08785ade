import type { MonitorReport } from '../../../shared/ipc/monitor.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import { type ChartFigure, ChartPanel } from './chart-panel.tsx';
import { countTop } from './chart-scale.ts';
import { Skyline } from './chart-shapes.tsx';
import { lastStep, type Look, stepWords } from './chart-times.ts';

/** How deep the queue was. */
export function WaitingChart({ report, at, onLook }: Look & { report: MonitorReport }) {
  const counts = report.steps.map((step) => step.waitingCount);
  const most = Math.max(0, ...counts);
  const top = countTop(most);
  const figures: ChartFigure[] =
    at === null
      ? [
          { label: 'Waiting', value: countWords(report.waitingCount) },
          { label: 'Running', value: countWords(report.runningCount) },
        ]
      : [{ label: 'Waiting', value: countWords(counts[at] ?? 0) }];
  return (
    <ChartPanel
      title="Queue"
      note={stepWords(at ?? lastStep)}
      figures={figures}
      scale={[countWords(top), countWords(top / 2), '0']}
      emptyWords={most === 0 ? 'Nothing had to wait in this time.' : null}
      at={at}
      onLook={onLook}
    >
      <Skyline values={counts} top={top} />
    </ChartPanel>
  );
}

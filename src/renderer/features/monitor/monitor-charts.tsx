import './chart.css';
import { useState } from 'react';
import type { MonitorReport } from '../../../shared/ipc/monitor.ts';
import { FinishedChart } from './finished-chart.tsx';
import { TimeChart } from './time-chart.tsx';
import { WaitingChart } from './waiting-chart.tsx';

/** The same ten minutes four times; what is looked at in one is shown in all. */
export function MonitorCharts({ report }: { report: MonitorReport }) {
  const [at, setAt] = useState<number | null>(null);
  const { steps } = report;
  const look = { at, onLook: setAt };
  return (
    <section className="charts" aria-label="The last ten minutes">
      <FinishedChart steps={steps} {...look} />
      <WaitingChart report={report} {...look} />
      <TimeChart
        title="Run time"
        latest={report.runTimeMs}
        steps={steps.map((step) => step.runTimeMs)}
        {...look}
      />
      <TimeChart
        title="Wait before it starts"
        latest={report.waitTimeMs}
        steps={steps.map((step) => step.waitTimeMs)}
        {...look}
      />
    </section>
  );
}

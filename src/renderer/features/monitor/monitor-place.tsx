import './monitor.css';
import '../../ui/page.css';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { FailureCauses } from './failure-causes.tsx';
import { MonitorCharts } from './monitor-charts.tsx';
import { FarmRows } from './farm-rows.tsx';
import { ServerRow } from './server-row.tsx';
import { useMonitor } from './use-monitor.ts';
import { WorkerRows } from './worker-rows.tsx';

export function MonitorPlace() {
  const report = useMonitor();
  return (
    <main className="place">
      <header className="page-head">
        <div className="page-head-row">
          <h1>Monitor</h1>
        </div>
      </header>
      {report ? (
        <div className="page-body">
          <MonitorCharts report={report} />
          {report.server ? <ServerRow work={report.server} /> : null}
          {report.farm ? <FarmRows farm={report.farm} /> : <WorkerRows workers={report.workers} />}
          <FailureCauses failures={report.failures} />
        </div>
      ) : (
        <SkeletonLines />
      )}
    </main>
  );
}

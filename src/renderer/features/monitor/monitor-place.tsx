import './monitor.css';
import '../../ui/page.css';
import { useEffect, useState } from 'react';
import type { MonitorReport } from '../../../shared/ipc/monitor.ts';
import { failureWords } from '../../../shared/task/failure-words.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import { monitorWords } from '../../../shared/words/areas/monitor.ts';
import { thumbline } from '../../store/bridge.ts';
import { isBatchOver, useQueue } from '../../store/queue-store.ts';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { FarmRows } from './farm-rows.tsx';
import { MonitorCharts } from './monitor-charts.tsx';
import { verdictWords } from './verdict-words.ts';
import { ServerRow } from './server-row.tsx';
import { WorkerRows } from './worker-rows.tsx';

/** Why tasks failed, the most frequent cause first, each with what to do. */
function FailureCauses({ failures }: Pick<MonitorReport, 'failures'>) {
  const sorted = failures.toSorted((a, b) => b.count - a.count);
  return (
    <section className="monitor-section">
      <h2>{monitorWords('failures')}</h2>
      {sorted.length === 0 ? (
        <p className="monitor-quiet">{monitorWords('nothingFailed')}</p>
      ) : (
        <ul className="monitor-rows">
          {sorted.map(({ failure, count }) => {
            const { what, advice } = failureWords(failure);
            return (
              <li key={`${failure.code} ${failure.subject}`}>
                <div className="monitor-what">
                  {what}
                  <p>{advice}</p>
                </div>
                <span className="monitor-count">{countWords(count)}</span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

const everyMs = 1000;

/** Asks once a second while the page can be seen. */
function useMonitor(): MonitorReport | null {
  const [report, setReport] = useState<MonitorReport | null>(null);
  useEffect(() => {
    let isMounted = true;
    const read = async () => {
      if (document.visibilityState === 'hidden') return;
      const result = await thumbline.readMonitor();
      if (isMounted && result.ok) setReport(result.value);
    };
    void read();
    const timer = setInterval(() => void read(), everyMs);
    return () => {
      isMounted = false;
      clearInterval(timer);
    };
  }, []);
  return report;
}

export function MonitorPlace() {
  const report = useMonitor();
  const isPaused = useQueue(({ queue }) => queue.isPaused);
  const pausedBatches = useQueue(
    ({ batches }) => batches.filter((batch) => batch.isPaused && !isBatchOver(batch)).length,
  );
  return (
    <main className="place">
      <div className="page-body">
        <header className="page-title">
          <h1>{monitorWords('monitor')}</h1>
          <p>{report ? verdictWords(report, { isPaused, pausedBatches }) : ''}</p>
        </header>
        {report ? <MonitorBody report={report} /> : <SkeletonLines />}
      </div>
    </main>
  );
}

function MonitorBody({ report }: { report: MonitorReport }) {
  return (
    <>
      <MonitorCharts report={report} />
      {report.server ? <ServerRow work={report.server} /> : null}
      {report.farm ? <FarmRows farm={report.farm} /> : <WorkerRows workers={report.workers} />}
      <FailureCauses failures={report.failures} />
    </>
  );
}

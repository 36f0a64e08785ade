import type { WorkerReport } from '../../../shared/ipc/monitor.ts';
import { displayName } from '../../../shared/paths/display-path.ts';
import { monitorWords } from '../../../shared/words/areas/monitor.ts';
import { FileName } from '../../ui/file-name.tsx';
import { durationWords } from '../../words/times.ts';
import { useNow } from './use-now.ts';

export function WorkerRows({ workers }: { workers: readonly WorkerReport[] }) {
  const now = useNow();
  return (
    <section className="monitor-section">
      <div className="monitor-section-head">
        <h2>{monitorWords('workers')}</h2>
        <span>{monitorWords('eachMakesOnePictureTime')}</span>
      </div>
      {workers.length === 0 ? (
        <p className="monitor-quiet">{monitorWords('noneNeededNowTheyStart')}</p>
      ) : (
        <ul className="monitor-rows">
          {workers.map((worker) => (
            <li key={worker.processId}>
              <span
                className="monitor-dot"
                data-busy={worker.sourcePath === null ? undefined : ''}
              />
              <div className="monitor-what">
                {worker.sourcePath === null ? (
                  <span className="monitor-quiet">{monitorWords('idle')}</span>
                ) : (
                  <FileName name={displayName(worker.sourcePath)} />
                )}
              </div>
              <span className="monitor-note">
                {worker.busySince === null
                  ? ''
                  : `${durationWords(Math.max(0, now - worker.busySince))} · `}
                {monitorWords('attemptsOfProcess', {
                  attemptCount: worker.attemptCount,
                  processId: worker.processId,
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

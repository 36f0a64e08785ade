import type { MonitorReport } from '../../../shared/ipc/monitor.ts';
import { failureWords } from '../../../shared/task/failure-words.ts';
import { countWords } from '../../../shared/words/numbers.ts';

/** Why tasks failed, the most frequent cause first, each with what to do. */
export function FailureCauses({ failures }: Pick<MonitorReport, 'failures'>) {
  const sorted = failures.toSorted((a, b) => b.count - a.count);
  return (
    <section className="monitor-section">
      <h2>Failures</h2>
      {sorted.length === 0 ? (
        <p className="monitor-quiet">Nothing has failed.</p>
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

import { useState } from 'react';
import { type FarmWorker, mostJobs, ownWorkerName } from '../../../shared/ipc/monitor.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import { monitorWords } from '../../../shared/words/areas/monitor.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { FileName } from '../../ui/file-name.tsx';
import { NumberInput } from '../../ui/number-input.tsx';
import { WorkerAbout } from './worker-facts.tsx';
import { useNow } from './use-now.ts';
import { farmWords, loadWords, workerWords } from './monitor-words.ts';

/** Grows and shrinks one worker. What was asked for is shown until the worker says that it does so. */
function WorkerJobs({ worker: { name, jobs } }: { worker: FarmWorker }) {
  const [asked, setAsked] = useState<number | null>(null);
  if (asked === jobs) setAsked(null);

  const change = async (count: number | null) => {
    if (count === null || count === (asked ?? jobs)) return;
    setAsked(count);
    const answer = await ask(thumbline.setWorkerJobs({ name, jobs: count }));
    if (answer === null) setAsked((latest) => (latest === count ? null : latest));
  };

  return (
    <div className="worker-jobs">
      <NumberInput
        label={monitorWords('picturesOnceName', { name })}
        value={asked ?? jobs}
        min={1}
        max={mostJobs}
        unit={monitorWords('atOnce')}
        onChange={(count) => void change(count)}
      />
    </div>
  );
}

function FarmRow({ worker, now }: { worker: FarmWorker; now: number }) {
  const { name, status, jobs, active, processed, failed, load } = worker;
  return (
    <li aria-label={name} data-status={status}>
      <span className="monitor-dot" data-busy={active.length > 0 ? '' : undefined} />
      <div className="monitor-what">
        <FileName name={name} />
        <p>{workerWords(worker)}</p>
      </div>
      <dl className="worker-figures">
        {(
          [
            [monitorWords('done'), countWords(Math.max(0, processed - failed))],
            [monitorWords('failed'), countWords(failed)],
            [monitorWords('load'), loadWords(load)],
          ] as const
        ).map(([label, figure]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      {status === 'ready' && !thumbline.can.changes ? (
        <span className="worker-jobs monitor-note">
          {monitorWords('countOnce', { count: jobs })}
        </span>
      ) : status === 'ready' ? (
        <WorkerJobs worker={worker} />
      ) : (
        <span className="worker-jobs monitor-note">
          {monitorWords('picturesLeft', { count: active.length })}
        </span>
      )}
      <WorkerAbout worker={worker} isOwn={name === ownWorkerName} now={now} />
    </li>
  );
}

/** The workers of a service, and how many pictures each makes at once. */
export function FarmRows({ farm }: { farm: readonly FarmWorker[] }) {
  const now = useNow();
  const sorted = farm.toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <section className="monitor-section">
      <div className="monitor-section-head">
        <h2>{monitorWords('workers')}</h2>
        <span>{farmWords(farm)}</span>
      </div>
      {sorted.length === 0 ? (
        <p className="monitor-quiet">{monitorWords('noneSaidAnythingYetStart')}</p>
      ) : (
        <ul className="monitor-rows" aria-label={monitorWords('workers')}>
          {sorted.map((worker) => (
            <FarmRow key={worker.name} worker={worker} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
}

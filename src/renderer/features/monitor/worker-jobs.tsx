import { useState } from 'react';
import { type FarmWorker, mostJobs } from '../../../shared/ipc/monitor.ts';
import { thumbline } from '../../store/bridge.ts';
import { NumberInput } from '../../ui/number-input.tsx';
import { ask } from '../../store/notices.ts';

/** Grows and shrinks one worker. What was asked for is shown until the worker says that it does so. */
export function WorkerJobs({ worker: { name, jobs } }: { worker: FarmWorker }) {
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
        label={`Pictures at once on ${name}`}
        value={asked ?? jobs}
        min={1}
        max={mostJobs}
        unit="at once"
        onChange={(count) => void change(count)}
      />
    </div>
  );
}

import { useState } from 'react';
import type { FarmWorker, WorkerFacts } from '../../../shared/ipc/monitor.ts';
import { failureWords } from '../../../shared/task/failure-words.ts';
import { bytesWords } from '../../../shared/words/numbers.ts';
import { monitorWords } from '../../../shared/words/areas/monitor.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { FileName } from '../../ui/file-name.tsx';
import { durationWords } from '../../words/times.ts';

const since = (at: number, now: number) => durationWords(Math.max(0, now - at));

function factLines(facts: WorkerFacts, now: number): readonly (readonly [string, string])[] {
  const { startedAt, version, memoryBytes, protection } = facts;
  return [
    [monitorWords('runsFor'), since(startedAt, now)],
    [
      monitorWords('memory'),
      memoryBytes === null ? monitorWords('notKnown') : bytesWords(memoryBytes),
    ],
    [monitorWords('decodersAre'), monitorWords(`closedOff.${protection ?? 'unknown'}`)],
    [monitorWords('version'), version],
  ];
}

/** Ending one cannot be taken back, so it is asked for twice. */
function EndWorker({ name }: { name: string }) {
  const [isAsked, setIsAsked] = useState(false);
  return (
    <>
      <Button
        shape="small"
        aria-label={monitorWords('shutDownNameDots', { name })}
        onClick={() => setIsAsked(true)}
      >
        {monitorWords('shutDown')}
      </Button>
      <Dialog
        title={monitorWords('shutDownName', { name })}
        text={monitorWords('finishesThenEndsMayStart')}
        isOpen={isAsked}
        confirmLabel={monitorWords('shutDownNow')}
        isDanger
        onClose={() => setIsAsked(false)}
        onConfirm={() => {
          setIsAsked(false);
          void ask(thumbline.endWorker(name));
        }}
      />
    </>
  );
}

function NowMaking({ active, now }: Pick<FarmWorker, 'active'> & { now: number }) {
  return (
    <section>
      <h3>{monitorWords('makesNow')}</h3>
      {active.length === 0 ? (
        <p className="monitor-quiet">{monitorWords('nothingNow')}</p>
      ) : (
        <ul>
          {[...active.entries()].map(([index, { name, since: at }]) => (
            <li key={index}>
              <FileName name={name} />
              <span className="monitor-note">{since(at, now)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function LastFailures({ failures, now }: { failures: WorkerFacts['lastFailures']; now: number }) {
  if (failures.length === 0) return null;
  return (
    <section>
      <h3>{monitorWords('failedLast')}</h3>
      <ul>
        {failures.map(({ taskId, name, at, failure }) => (
          <li key={`${at} ${taskId}`}>
            <div className="monitor-what">
              <FileName name={name} />
              <p>{failureWords(failure).what}</p>
            </div>
            <span className="monitor-note">
              {monitorWords('durationAgo', { duration: since(at, now) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface WorkerAboutProps {
  worker: FarmWorker;
  isOwn: boolean;
  now: number;
}

/** What a worker says of itself, folded away until somebody wants to know; and how to end it. */
export function WorkerAbout({ worker, isOwn, now }: WorkerAboutProps) {
  const { name, status, active, facts } = worker;
  if (!facts) return null;
  return (
    <div className="worker-about">
      <Disclosure label={monitorWords('aboutThisWorker')}>
        <dl className="worker-facts selectable">
          {factLines(facts, now).map(([label, words]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <NowMaking active={active} now={now} />
        <LastFailures failures={facts.lastFailures} now={now} />
        {status === 'ready' && !isOwn && thumbline.can.changes ? (
          <div>
            <EndWorker name={name} />
          </div>
        ) : null}
      </Disclosure>
    </div>
  );
}

import { basename } from 'node:path';
import type { Engine } from '../../engine/index.ts';
import type { FarmWorker, MonitorReport, WorkerFacts } from '../../shared/ipc/monitor.ts';
import { taskName } from '../../shared/task/outputs-of.ts';
import type { Workers } from '../workers/workers.ts';
import { publicFailure } from './public-task.ts';

/** Why the service's own worker cannot be ended from afar. */
export const endsElsewhere =
  'The service makes its pictures itself. It is ended where it was started.';

interface Reported {
  readonly engine: Engine;
  readonly workers: Workers;
}

/** Uploads lie under the ids of their tasks; what a farm's worker says is a name already. */
function publicName(engine: Engine, path: string): string {
  const known = basename(path);
  const task = /^[0-9a-z-]{1,64}$/.test(known) ? engine.find(known) : null;
  return task ? taskName(task) : known;
}

function publicFacts({ lastFailures, ...facts }: WorkerFacts): WorkerFacts {
  const told = lastFailures.map((one) => ({ ...one, failure: publicFailure(one.failure) }));
  return { ...facts, lastFailures: told };
}

/** The programs that make the pictures, with the senders' names for the files in place of this machine's paths. */
export function publicWorkers({ engine, workers }: Reported) {
  return workers.list().map((worker): FarmWorker => {
    const active = worker.active.map((one) => ({ ...one, name: publicName(engine, one.name) }));
    const facts = worker.facts && publicFacts(worker.facts);
    return { ...worker, active, ...(facts && { facts }) };
  });
}

/** The same names in all that the Monitor shows. */
export function publicReport(service: Reported): MonitorReport {
  const { engine } = service;
  const report = engine.monitor();
  const workers = report.workers.map((worker) => {
    const { sourcePath: path } = worker;
    return path === null ? worker : { ...worker, sourcePath: publicName(engine, path) };
  });
  const failures = report.failures.map(({ failure, count }) => ({
    failure: publicFailure(failure),
    count,
  }));
  return { ...report, workers, failures, farm: publicWorkers(service) };
}

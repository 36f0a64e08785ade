import { basename } from 'node:path';
import type { Engine } from '../../engine/index.ts';
import type { FarmWorker, MonitorReport } from '../../shared/ipc/monitor.ts';
import { taskName } from '../../shared/task/task-name.ts';
import type { Service } from '../service.ts';
import { outwardFailure } from '../tasks/outward-failure.ts';

/** Uploads lie under the ids of their tasks; what a farm's worker says is a name already. */
function outwardName(engine: Engine, path: string): string {
  const known = basename(path);
  const task = /^[0-9a-z-]{1,64}$/.test(known) ? engine.find(known) : null;
  return task ? taskName(task) : known;
}

/** The programs that make the pictures, with the senders' names for the files in place of this machine's paths. */
export function outwardWorkers({ engine, workers }: Pick<Service, 'engine' | 'workers'>) {
  return workers.list().map((worker): FarmWorker => {
    const active = worker.active.map((one) => ({ ...one, name: outwardName(engine, one.name) }));
    return { ...worker, active };
  });
}

/** The same names in all that the Monitor shows. */
export function outwardReport(service: Pick<Service, 'engine' | 'workers'>): MonitorReport {
  const { engine } = service;
  const report = engine.monitor();
  const workers = report.workers.map((worker) => {
    const { sourcePath: path } = worker;
    return path === null ? worker : { ...worker, sourcePath: outwardName(engine, path) };
  });
  const failures = report.failures.map(({ failure, count }) => ({
    failure: outwardFailure(failure),
    count,
  }));
  return { ...report, workers, failures, farm: outwardWorkers(service) };
}

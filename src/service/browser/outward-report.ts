import { basename } from 'node:path';
import type { Engine } from '../../engine/engine.ts';
import type { MonitorReport } from '../../shared/ipc/monitor.ts';
import { taskName } from '../../shared/task/task-name.ts';

/** What the workers do, with the senders' names for the files in place of this machine's paths. */
export function outwardReport(engine: Engine): MonitorReport {
  const report = engine.monitor();
  const workers = report.workers.map((worker) => {
    if (worker.sourcePath === null) return worker;
    // Uploads lie under the ids of their tasks; what a farm's worker says is a name already.
    const known = basename(worker.sourcePath);
    const task = /^[0-9a-z-]{1,64}$/.test(known) ? engine.find(known) : null;
    return { ...worker, sourcePath: task ? taskName(task) : known };
  });
  return { ...report, workers };
}

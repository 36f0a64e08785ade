import { once } from '../../../shared/once.ts';
import { language } from '../../../shared/words/language.ts';
import type { FarmWorker, ServerWork } from '../../../shared/ipc/monitor.ts';
import { monitorWords } from '../../../shared/words/areas/monitor.ts';

const tenth = once(
  () =>
    new Intl.NumberFormat(language().tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);

/** "Ready", "Makes lisbon.jpg", "Makes lisbon.jpg and 2 more", "Finishes what it has, then ends". */
export function workerWords({ status, active }: FarmWorker): string {
  if (status === 'draining') return monitorWords('finishesWhatThenEnds');
  const [first, ...more] = active;
  if (!first) return monitorWords('ready');
  return more.length === 0
    ? monitorWords('makesName', { name: first.name })
    : monitorWords('makesNameLengthMore', { name: first.name, length: more.length });
}

/** "2 workers · 3 of 8 pictures at once". */
export function farmWords(farm: readonly FarmWorker[]): string {
  if (farm.length === 0) return '';
  const jobs = farm.reduce((sum, worker) => sum + worker.jobs, 0);
  const active = farm.reduce((sum, worker) => sum + worker.active.length, 0);
  return monitorWords('countActiveJobsOnce', { count: farm.length, active, jobs });
}

/** Work waiting for its machine's cores: "0.4". */
export function loadWords(load: number): string {
  return tenth().format(load);
}

/** What people call the server: "pictures.example", "127.0.0.1:5000". */
export function serverHost({ address }: Pick<ServerWork, 'address'>): string {
  return URL.parse(address)?.host ?? address;
}

/** "Sending 2, making 3, fetching 1", or that there is nothing. */
export function serverWorkWords({ sending, making, fetching }: ServerWork): string {
  const steps = [
    [sending, 'sending'],
    [making, 'making'],
    [fetching, 'fetching'],
  ] as const;
  const busy = steps.filter(([count]) => count > 0);
  if (busy.length === 0) return monitorWords('nothingDoNow');
  return busy
    .map(([count, step], at) =>
      at === 0
        ? monitorWords(`serverBegins.${step}`, { count })
        : monitorWords(`serverSteps.${step}`, { count }),
    )
    .join(', ');
}

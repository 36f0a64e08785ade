import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Engine } from '../../engine/index.ts';
import type { Change } from '../../shared/task/change.ts';
import { isSettled } from '../../shared/task/status.ts';
import { publicFailure } from '../public-view/public-task.ts';
import type { Workers } from '../workers/workers.ts';
import type { Task } from '../../shared/task/task.ts';

export interface Metrics {
  readonly contentType: string;
  read(): Promise<string>;
  countUpload(sizeBytes: number): void;
  countRequest(route: string, status: number, seconds: number): void;
  close(): void;
}

const runSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What Prometheus is told: counters over the service's life, and how things stand when it asks. */
export function createMetrics(engine: Engine, workers: Workers): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'thumbline_' });
  const named = (name: string, help: string) => ({ name: `thumbline_${name}`, help, registers });

  const events = new Counter({
    ...named('task_events_total', 'Changes of tasks by the status they came to'),
    labelNames: ['status'],
  });
  const failures = new Counter({
    ...named('task_failures_total', 'Failed tasks by cause'),
    labelNames: ['code'],
  });
  const runTimes = new Histogram({
    ...named('task_run_seconds', 'Run time of the last attempt of settled tasks'),
    buckets: runSeconds,
  });
  const waitTimes = new Histogram({
    ...named('task_wait_seconds', 'From being queued to the first start'),
    buckets: [...runSeconds, 300, 1800],
  });
  const uploadBytes = new Counter(named('upload_bytes_total', 'Bytes of accepted uploads'));
  const outputBytes = new Counter(named('output_bytes_total', 'Bytes of pictures made'));
  const requests = new Histogram({
    ...named('http_request_seconds', 'Time to answer'),
    labelNames: ['route', 'status'],
    buckets: runSeconds,
  });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      ...named(name, help),
      collect() {
        this.set(read());
      },
    });
  gauge('queue_waiting', 'Tasks that wait', () => engine.monitor().waitingCount);
  gauge('queue_running', 'Tasks that run', () => engine.monitor().runningCount);
  gauge('workers', 'Workers that can be heard', () => workers.list().length);
  gauge('worker_jobs', 'Pictures they may make at once', () =>
    workers.list().reduce((sum, { jobs }) => sum + jobs, 0),
  );

  const countTask = (task: Task) => {
    events.inc({ status: task.status });
    if (task.status === 'running' && task.attempts === 1) {
      waitTimes.observe((task.startedAt - task.queuedAt) / 1000);
    }
    if (task.status === 'failed') failures.inc({ code: publicFailure(task.failure).code });
    if (task.status === 'succeeded') {
      outputBytes.inc(task.outputs.reduce((sum, output) => sum + output.sizeBytes, 0));
    }
    if (isSettled(task.status) && 'durationMs' in task && task.durationMs !== null) {
      runTimes.observe(task.durationMs / 1000);
    }
  };

  const unsubscribe = engine.subscribe((changes: readonly Change[]) => {
    for (const change of changes) if (change.kind === 'task') countTask(change.task);
  });

  return {
    contentType: registry.contentType,
    read: () => registry.metrics(),
    countUpload: (sizeBytes) => uploadBytes.inc(sizeBytes),
    countRequest: (route, status, seconds) =>
      requests.observe({ route, status: String(status) }, seconds),
    close() {
      unsubscribe();
      registry.clear();
    },
  };
}

/**
 * Counts each answer by its route, never by its address: ids would make endless series. A sender that goes away is
 * no bug, also when a library has taken its listener away before Node tells it.
 */
export function followRequests(app: FastifyInstance, metrics: Metrics): void {
  app.server.on('request', (request) => {
    request.on('error', () => undefined);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.countRequest(route, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
}

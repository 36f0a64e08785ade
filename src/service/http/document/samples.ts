import { type Batch, nothingLeftOut } from '../../../shared/task/batch.ts';
import { defaultPreset } from '../../../shared/task/preset.ts';
import type { TaskWith } from '../../../shared/task/task.ts';

/** Tasks and what belongs to them as the examples of the document tell of them. */
const id = '0199d5a2-7c1e-7a30-9d4f-3b5c6d7e8f90';
const batchId = '0199d5a2-7c1d-7b11-8e2a-1f2e3d4c5b6a';
const queuedAt = Date.UTC(2026, 0, 2, 20, 31);
const facts = {
  id,
  batchId,
  number: 12,
  position: 4,
  sourcePath: `/store/uploads/${id}`,
  name: 'dunes.jpg',
  sizeBytes: 48_211,
};

export const queuedTask: TaskWith<'queued'> = { ...facts, status: 'queued', attempts: 0, queuedAt };

export const madeTask: TaskWith<'succeeded'> = {
  ...facts,
  status: 'succeeded',
  attempts: 1,
  queuedAt,
  finishedAt: queuedAt + 61,
  durationMs: 38,
  source: { format: 'jpeg', width: 1200, height: 800 },
  outputs: [
    {
      name: 'thumbnail',
      path: `/store/outputs/${id}/thumbnail.jpg`,
      width: 100,
      height: 67,
      format: 'jpeg',
      sizeBytes: 3127,
    },
  ],
  notes: [],
};

export const sampleBatch: Batch = {
  id: batchId,
  number: 9,
  title: 'Sent at 20:31',
  origin: 'upload',
  createdAt: queuedAt,
  isWalking: false,
  undoneAt: null,
  leftOut: nothingLeftOut,
  recipe: defaultPreset.recipe,
};

export const sampleWorker = {
  name: 'service',
  status: 'ready',
  jobs: 4,
  active: [{ name: facts.name, since: queuedAt }],
  processed: 1204,
  failed: 3,
  load: 1.8,
  facts: {
    startedAt: queuedAt - 3_600_000,
    version: '1.0.0',
    memoryBytes: 241_172_480,
    protection: 'box',
    lastFailures: [
      {
        taskId: id,
        name: 'torn.jpg',
        at: queuedAt - 60_000,
        failure: { code: 'image-truncated', subject: null },
      },
    ],
  },
} as const;

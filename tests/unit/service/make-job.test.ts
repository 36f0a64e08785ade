import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { AttemptOutcome } from '../../../src/engine/index.ts';
import { createJobMaker } from '../../../src/service/farm/make-job.ts';
import type { Workspace } from '../../../src/service/store/workspace.ts';
import { createFolderStore } from '../../../src/service/store/folder-store.ts';
import { uploadKey } from '../../../src/service/store/keys.ts';
import { failure } from '../../../src/shared/task/failure.ts';
import { defaultPreset } from '../../../src/shared/task/preset.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const { recipe } = defaultPreset;
const source = { format: 'jpeg', width: 300, height: 200 } as const;
const small = { name: 'small', path: '/made/small.jpg', width: 9, height: 6, sizeBytes: 9 };
const made = { source, outputs: [{ ...small, format: 'jpeg' }], notes: [] } as const;

/** What comes of a job whose attempt ends so, and the names of what went to the store. */
async function jobThat(outcome: AttemptOutcome, signal = new AbortController().signal) {
  const store = createFolderStore(tempFolder());
  await store.write(uploadKey('t'), Readable.from([Buffer.from('a picture')]));
  const published: string[] = [];
  const workspace: Workspace = {
    folderOf: (taskId) => `/made/${taskId}`,
    publish(_taskId, outputs) {
      published.push(...outputs.map(({ name }) => name));
      return Promise.resolve();
    },
    leave: () => Promise.resolve(),
  };
  const lease = { run: () => Promise.resolve(outcome), end: () => undefined };
  const make = createJobMaker({
    attempts: { lease: () => lease, close: () => Promise.resolve() },
    store,
    workspace,
    worker: 'w',
    marks: { fetch: () => Promise.resolve(), find: () => null },
  });
  const order = { version: 1, queuedAt: 1, name: 'a.jpg', sizeBytes: 9, recipe } as const;
  const end = await make({ taskId: 't', leaseId: 't', order }, signal);
  return { end, published };
}

test('results go to the store when all of them were made, and none of a task that has failed', async () => {
  expect(await jobThat({ kind: 'succeeded', ...made })).toMatchObject({
    end: { kind: 'done' },
    published: ['small'],
  });
  const faults = [{ name: 'large', failure: failure('disk-full') }];
  expect(await jobThat({ kind: 'succeeded', ...made, faults })).toMatchObject({
    end: { kind: 'failed' },
    published: [],
  });
});

test('a picture whose worker is closed is left to others, and one that was cancelled is not', async () => {
  const { end: closed } = await jobThat({ kind: 'aborted' });
  expect(closed).toEqual({ kind: 'left' });
  const { end: cancelled } = await jobThat({ kind: 'aborted' }, AbortSignal.abort());
  expect(cancelled).toMatchObject({ kind: 'failed', isWorthATry: false });
});

import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/index.ts';
import { historyRequests } from '../../../src/main/ipc/history-requests.ts';
import { createSavingSlot } from '../../../src/main/ipc/saving-slot.ts';
import { refuse } from '../../../src/shared/ipc/answers.ts';
import { ok } from '../../../src/shared/result.ts';
import { startEngine } from '../../support/start-engine.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** The requests, and everything they announce. */
function serve(
  engine: Pick<Engine, 'searchHistory' | 'forgetHistory'>,
  file: string | null = null,
) {
  const news: unknown[] = [];
  const announce = (name: string, what: unknown) => void news.push([name, what]);
  const slot = createSavingSlot(announce);
  const dialogs = { chooseExportFile: () => Promise.resolve(file) };
  const recent = { clear: () => void news.push('recent cleared') };
  return { ...historyRequests({ engine, dialogs, slot, announce, recent }), news, slot };
}

const everything = { olderThanDays: 0 };

test('clearing tells how far it is, can be cancelled, and is done once at a time', async () => {
  const { engine } = startEngine();
  const forgetHistory: Engine['forgetHistory'] = (_before, { signal, onProgress } = {}) =>
    new Promise((resolve) => {
      onProgress?.({ count: 50, fraction: 0.25 });
      signal?.addEventListener('abort', () => resolve(50));
    });
  const requests = serve({ ...engine, forgetHistory });
  const cleared = requests['history:clear'](everything);
  expect(await requests['history:clear'](everything)).toEqual(
    refuse('not-possible', 'The history is being cleared. Wait until it is done.'),
  );
  expect(requests['history:cancel-clear'](undefined)).toEqual(ok(undefined));
  expect(await cleared).toEqual(ok(50));
  expect(requests.news).toEqual([
    ['history:clearing', { count: 50, fraction: 0.25 }],
    ['history:clearing', null],
  ]);
});

test('what was added lately is forgotten with everything, and not with what is old or when cancelled', async () => {
  const { engine } = startEngine();
  const requests = serve(engine);
  await requests['history:clear']({ olderThanDays: 7 });
  expect(requests.news).not.toContain('recent cleared');
  await requests['history:clear'](everything);
  expect(requests.news).toContain('recent cleared');

  const forgetHistory: Engine['forgetHistory'] = (_before, { signal } = {}) =>
    new Promise((resolve) => signal?.addEventListener('abort', () => resolve(1)));
  const cancelled = serve({ ...engine, forgetHistory });
  const cleared = cancelled['history:clear'](everything);
  void cancelled['history:cancel-clear'](undefined);
  await cleared;
  expect(cancelled.news).not.toContain('recent cleared');
});

test('an export is shown as a file that is being saved, and cancelled like one', async () => {
  const started = startEngine();
  const batchId = await started.enqueue(started.addFiles('a.jpg'));
  await (await started.pool.attempt(0)).finish();
  await started.engine.settled(batchId);
  const file = join(tempFolder(), 'all.csv');
  const requests = serve(started.engine, file);
  const order = { text: '', format: 'csv' } as const;
  expect(await requests['history:export'](order)).toEqual(ok(1));
  expect(requests.news).toEqual([
    ['save:progressed', { name: 'all.csv', done: 1, total: 1 }],
    ['save:progressed', null],
  ]);
  const second = requests['history:export'](order);
  expect(await requests['history:export'](order)).toEqual(
    refuse('not-possible', 'Something is being saved. Wait until it is done.'),
  );
  requests.slot.cancel();
  expect(await second).toEqual(ok(null));
});

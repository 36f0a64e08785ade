import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openHistory } from '../../../src/engine/history/open-history.ts';
import { lostHistoryRequests } from '../../../src/main/ipc/lost-history-requests.ts';
import { ok } from '../../../src/shared/result.ts';
import type { KeptLostHistory } from '../../../src/shared/settings/lost-history.ts';
import { fill, sampleTask } from '../../support/sample-tasks.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const thread = new URL('../../../src/engine/history/history-thread.ts', import.meta.url).href;

function lostHistory(damage = { isFound: false }) {
  const path = join(tempFolder(), 'history.aside.db');
  const history = openHistory(path);
  fill(history, [sampleTask(1), sampleTask(2)]);
  history.close();
  let kept: KeptLostHistory = { lost: { path, reason: 'damaged' } };
  const adopted: unknown[] = [];
  const starts: string[] = [];
  const requests = lostHistoryRequests({
    engine: {
      async adopt({ tasks }) {
        for await (const page of tasks) adopted.push(...page);
        return adopted.length;
      },
    },
    store: { read: () => kept, replace: (next) => void (kept = next) },
    thread: new URL(thread).pathname,
    damage,
    startAgain: () => void starts.push('again'),
  });
  onTestFinished(() => void requests['lost-history:dismiss'](undefined));
  return { path, requests, adopted, starts };
}

test('a lost history is offered until it is brought back, which is done once however often it is asked for', async () => {
  const { path, requests, adopted } = lostHistory();
  const report = { path, reason: 'damaged', waiting: { pictureCount: 2, folderCount: 0 } };
  expect(await requests['lost-history:report'](undefined)).toEqual(ok(report));
  const asked = [1, 2].map(async () => requests['lost-history:bring-back'](undefined));
  expect(await Promise.all(asked)).toEqual([ok(2), ok(2)]);
  expect(adopted).toHaveLength(2);
  expect(await requests['lost-history:report'](undefined)).toEqual(ok(null));
  expect(await requests['lost-history:bring-back'](undefined)).toEqual(ok(0));
});

test('of a lost history that somebody deleted nothing is offered, and one that is dismissed is not told again', async () => {
  const { path, requests } = lostHistory();
  rmSync(path);
  expect(await requests['lost-history:report'](undefined)).toMatchObject(ok({ waiting: null }));
  await requests['lost-history:dismiss'](undefined);
  expect(await requests['lost-history:report'](undefined)).toEqual(ok(null));
});

test('a history that is found damaged while it is in use is told before one that was lost, until the app starts again', async () => {
  const damage = { isFound: false };
  const { path, requests, starts } = lostHistory(damage);
  // A page that was taken over does not start the app again and again.
  await requests['lost-history:start-again'](undefined);
  expect(starts).toEqual([]);
  damage.isFound = true;
  const report = { path: null, reason: 'damaged-in-use', waiting: null };
  expect(await requests['lost-history:report'](undefined)).toEqual(ok(report));
  await requests['lost-history:dismiss'](undefined);
  await requests['lost-history:start-again'](undefined);
  damage.isFound = false;
  expect(starts).toEqual(['again']);
  expect(await requests['lost-history:report'](undefined)).toMatchObject(ok({ path }));
});

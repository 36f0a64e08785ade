// A history of a million tasks: opening it, its pages, searches, and clearing it.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHistoryAccess } from '../src/engine/history/history-access.ts';
import { openHistory } from '../src/engine/history/open-history.ts';
import { asMade, asRunning } from '../src/engine/ledger/transitions.ts';
import { exportHistory } from '../src/main/ipc/history-requests.ts';
import type { HistoryStore } from '../src/engine/ports.ts';
import { sampleBatch, sampleOutput, sampleTask } from '../tests/support/sample-tasks.ts';
import { watchGaps } from './watch-gaps.ts';

const count = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(
  join(process.env['THUMBLINE_BENCH_FOLDER'] ?? tmpdir(), 'thumbline-history-'),
);
const path = join(folder, 'history.db');

function open() {
  return openHistory(path, {
    thread: join(import.meta.dirname, '../src/engine/history/history-thread.ts'),
    onNotice: (notice) => console.log(notice),
  });
}

const recipeHash = 'a'.repeat(64);

function fillHistory(history: HistoryStore): void {
  history.addBatch(sampleBatch());
  for (let at = 1; at <= count; at += 1000) {
    const stored = Array.from({ length: Math.min(1000, count - at + 1) }, (_, index) =>
      sampleTask(at + index, { sourcePath: `/photos/trip ${at}/IMG_${at + index}.jpg` }),
    );
    history.addTasks(stored);
    const ending = { finishedAt: at, durationMs: 20 };
    const source = { format: 'jpeg' as const, width: 4000, height: 3000 };
    const made = { source, outputs: [sampleOutput], notes: [] };
    history.saveTasks(stored.map(({ task }) => asMade(asRunning(task, at), ending, made)));
    for (const { task } of stored) {
      const { sourcePath, position } = task;
      const made = { path: `${sourcePath}.small.jpg`, fingerprint: '123456:1700000000000000000' };
      const result = { sourcePath, recipeHash, fingerprint: '1:2:3:4', contentHash: null };
      history.memory.remember({ ...result, outputs: [made] }, position);
      history.memory.noteWritten([made], position);
    }
  }
}

const rareWord = `IMG_${Math.floor(count / 3)}`;
const pathsReadMs = 5000;

async function measure(part: string, work: () => unknown): Promise<void> {
  const start = performance.now();
  const gaps = watchGaps();
  await work();
  const ms = performance.now() - start;
  const { wallMs, ownMs, cpuMs } = gaps();
  console.log(
    `| ${part} | ${ms.toFixed(0)} ms | ${wallMs.toFixed(0)} ms | ${ownMs.toFixed(0)} ms | ${cpuMs.toFixed(0)} ms |`,
  );
}

console.log(`${count} tasks, load ${loadavg()[0]?.toFixed(1)}`);
console.log(
  '| part | time | longest gap | without others’ work | in CPU |\n| --- | --- | --- | --- | --- |',
);
const first = open();
fillHistory(first);
first.close();
console.log(`${(statSync(path).size / count).toFixed(0)} bytes a task`);

let history = open();
history.close();
await measure('open', () => {
  history = open();
});
const access = createHistoryAccess(history, { hasSource: () => false, drop: () => undefined });
const search = (text: string, before: number | null = null) =>
  access.searchHistory({ text, before, limit: 100, counts: false });
await measure('first page', () => search(''));
await measure('search of a rare word before the thread has started', () => search(rareWord));
// It reads the paths meanwhile.
await sleep(pathsReadMs);
await measure('middle page', () => search('', Math.floor(count / 2)));
await measure('search of a frequent word', () => search('trip'));
await measure('search of a rare word', () => search(rareWord));
await measure('search of a word that every thousandth has', () => search('7654.jpg'));
await measure('search of a name that only folders have', () => search('name:trip'));
await measure('search of a format that nothing has', () => search('format:bmp'));
await measure('search of a size that nothing has', () => search('size:>1GB'));
await measure('search without hits', () => search('nowhere'));
await measure('counting what a search finds', () =>
  access.searchHistory({ text: 'trip', before: null, limit: 1 }),
);
await measure('export', () =>
  exportHistory(access, { text: '', format: 'csv', file: join(folder, 'history.csv') }),
);
await measure('clear half', () => access.forgetHistory(count / 2));
history.close();
// As if it had not been closed.
const unclean = new DatabaseSync(path);
unclean.exec(`UPDATE counters SET last_end = 'unclean'`);
unclean.close();
await measure('open after an unclean end', () => {
  history = open();
});
history.close();
rmSync(folder, { recursive: true });

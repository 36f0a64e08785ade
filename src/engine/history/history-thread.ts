// Entry of the threads that do for a history what would hold up its owner: checkpoints, and whatever reads all of the file.
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { HistoryPage, HistoryQuery } from '../../shared/task/history.ts';
import { createBatchTable } from './batch-table.ts';
import { areUnchanged, type UnchangedQuestion } from '../memory/unchanged.ts';
import { isSound } from './database.ts';
import type { ThreadOrder } from './checkpoints.ts';
import { addFoldFunction } from './folded-names.ts';
import { createResultLookup } from './memory-tables.ts';
import { createPathBlocks } from './path-blocks.ts';
import { openSalvage, type SalvageAnswer, type SalvageQuestion } from './salvage.ts';
import { createSearch } from './search.ts';
import type { Numbered } from './thread-questions.ts';

const { path, does }: ThreadOrder = workerData;

function check(): boolean {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return isSound(database);
  } catch {
    // SQLite throws when the very beginning cannot be read.
    return false;
  } finally {
    database.close();
  }
}

function checkpointWhenAsked(): void {
  const database = new DatabaseSync(path);
  const passive = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  parentPort?.on('message', () => {
    passive.get();
    parentPort?.postMessage(null);
  });
}

function answer(numbered: Numbered<HistoryPage | readonly boolean[] | SalvageAnswer>): void {
  parentPort?.postMessage(numbered);
}

/** How long paths are kept in memory after a search. Milliseconds. */
const pathsKeptMs = 120_000;

function searchWhenAsked(): void {
  const database = new DatabaseSync(path, { readOnly: true });
  addFoldFunction(database);
  const blocks = createPathBlocks(database);
  const search = createSearch(database, createBatchTable(database), blocks);
  let reading: NodeJS.Immediate | null = null;
  // A block a turn, so that a question waits for no more than that.
  const readOn = () => {
    reading = blocks.readNext() ? setImmediate(readOn) : null;
  };
  const clearing = setTimeout(() => {
    if (reading) clearImmediate(reading);
    reading = null;
    blocks.clear();
  }, pathsKeptMs);
  parentPort?.on('message', ({ id, value }: Numbered<HistoryQuery>) => {
    answer({ id, value: search(value) });
    clearing.refresh();
    reading ??= setImmediate(readOn);
  });
}

function compareWhenAsked(): void {
  const database = new DatabaseSync(path, { readOnly: true });
  const lookUp = createResultLookup(database);
  // Without a transaction of its own each statement takes the locks again.
  const together = (work: () => boolean[]) => {
    database.exec('BEGIN');
    try {
      return work();
    } finally {
      database.exec('COMMIT');
    }
  };
  parentPort?.on('message', ({ id, value }: Numbered<UnchangedQuestion>) => {
    void areUnchanged(value, lookUp, together).then((answers) => answer({ id, value: answers }));
  });
}

function salvageWhenAsked(): void {
  const look = openSalvage(path);
  parentPort?.on('message', ({ id, value }: Numbered<SalvageQuestion>) => {
    answer({ id, value: look(value) });
  });
}

if (does === 'check') parentPort?.postMessage(check());
else if (does === 'searches') searchWhenAsked();
else if (does === 'unchanged') compareWhenAsked();
else if (does === 'salvage') salvageWhenAsked();
else checkpointWhenAsked();

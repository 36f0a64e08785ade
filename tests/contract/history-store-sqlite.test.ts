import { join } from 'node:path';
import { describe } from 'vitest';
import { openHistory } from '../../src/engine/history/open-history.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { historyStoreContract } from './history-store.ts';

describe('the history in a SQLite file', () => {
  historyStoreContract(() => openHistory(join(tempFolder(), 'history.db')));
});

describe('the history in memory', () => {
  historyStoreContract(() => openHistory(':memory:'));
});

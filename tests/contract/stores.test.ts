import { describe } from 'vitest';
import { createFolderStore } from '../../src/service/store/folder-store.ts';
import { openS3Store } from '../../src/service/store/s3-store.ts';
import { startObjectStorage } from '../support/object-storage.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { storeContract } from './store.ts';

describe('the store in a folder', () => {
  storeContract(() => Promise.resolve(createFolderStore(tempFolder())));
});

describe('the store in object storage', () => {
  storeContract(async () => openS3Store(await startObjectStorage()));
});

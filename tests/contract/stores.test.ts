import { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { createFolderStore } from '../../src/service/store/folder-store.ts';
import { openS3Store } from '../../src/service/store/s3-store.ts';
import { StoreUnavailableError } from '../../src/service/store/store.ts';
import { startObjectStorage } from '../support/object-storage.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { storeContract } from './store.ts';

describe('the store in a folder', () => {
  storeContract(() => Promise.resolve(createFolderStore(tempFolder())));
});

describe('the store in object storage', () => {
  storeContract(async () => openS3Store(await startObjectStorage()));

  it('refuses who does not sign with the right key, and stores nothing of theirs', async () => {
    const address = await startObjectStorage();
    const own = openS3Store(address);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'another secret');
    const other = openS3Store(address);
    const write = other.write('stolen', Readable.from([Buffer.from('bytes')]));
    await expect(write).rejects.toThrow(StoreUnavailableError);
    await expect(other.check()).rejects.toThrow(StoreUnavailableError);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'a secret of tests');
    expect(await own.find('stolen')).toBe(null);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeStream } from '../../../../src/engine/files/write-stream.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

test('gives back the memory of what it wrote, except where other bytes are in it', async () => {
  const path = join(tempFolder(), 'written');
  const whole = Buffer.alloc(65_536, 'w');
  const shared = Buffer.alloc(65_536, 's');
  async function* parts() {
    yield whole;
    yield shared.subarray(0, 40_000);
  }
  expect(await writeStream(path, parts(), 0o600)).toBe(105_536);
  expect(readFileSync(path, 'utf8')).toBe('w'.repeat(65_536) + 's'.repeat(40_000));
  expect(whole.byteLength).toBe(0);
  expect(shared.toString()).toBe('s'.repeat(65_536));
});

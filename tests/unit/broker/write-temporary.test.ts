import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openNew, writeTemporary } from '../../../src/broker/writing/write-temporary.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, at) => at % 251));

it('writes everything, for whom it is meant', async () => {
  const path = join(tempFolder(), 'a.jpg');
  expect(await writeTemporary(path, bytes, { mode: 0o600 })).toEqual({
    ok: true,
    value: undefined,
  });
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('never writes over a file that is there', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'a.jpg'), 'mine');
  const written = await writeTemporary(join(folder, 'a.jpg'), bytes);
  expect(written).toMatchObject({ ok: false });
  expect(readFileSync(join(folder, 'a.jpg'), 'utf8')).toBe('mine');
});

const dataSync = 0o10000;
it.runIf(process.platform === 'linux')(
  'has what it wrote on the disk before it goes on',
  async () => {
    const file = await openNew(join(tempFolder(), 'a.jpg'), 0o666);
    const flags = /^flags:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${file.fd}`, 'utf8'));
    await file.close();
    expect(parseInt(flags?.[1] ?? '', 8) & dataSync).toBe(dataSync);
  },
);

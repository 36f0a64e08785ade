import { existsSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { headBytes } from '../../../src/shared/worker/messages.ts';
import { readSource } from '../../../src/broker/reading/read-source.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const limit = 2_000_000_000;

it('reads every byte, and when the file was changed', () => {
  const path = join(tempFolder(), 'a.jpg');
  const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, at) => at % 251));
  writeFileSync(path, bytes);
  for (const [time, modifiedSeconds] of [
    [1_700_000_000.9, 1_700_000_000],
    [new Date(-1500), -2],
  ] as const) {
    utimesSync(path, time, time);
    expect(readSource(path, limit)).toEqual({
      ok: true,
      value: { kind: 'whole', bytes, modifiedSeconds },
    });
  }
});

it('leaves a file that is too large unread but for its beginning', () => {
  const path = join(tempFolder(), 'a.tif');
  writeFileSync(path, 'II*\0');
  truncateSync(path, 2_500_000_000);
  const head = Buffer.alloc(headBytes);
  head.write('II*\0');
  const value = { kind: 'too-large', head, sizeBytes: 2_500_000_000 };
  expect(readSource(path, limit)).toEqual({ ok: true, value });
});

// It can only be written, also by root.
const closed = '/sys/bus/cpu/uevent';
it.runIf(existsSync(closed))('says that it may not read a file that is closed to it', () => {
  const { problem } = { problem: null, ...readSource(closed, limit) };
  expect(problem?.failure).toEqual({ code: 'file-unreadable', subject: null });
});

// The kernel says that its files have 4,096 bytes and then gives fewer, as a file does that is cut while it is read.
const shrinking = '/sys/kernel/uevent_seqnum';
it.runIf(existsSync(shrinking))('notices a file that has become shorter than it was', () => {
  expect(readSource(shrinking, limit)).toMatchObject({
    ok: false,
    problem: { failure: { code: 'file-changed' } },
  });
});

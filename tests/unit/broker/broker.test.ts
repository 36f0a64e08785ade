import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startBroker } from '../../../src/broker/broker.ts';
import { fill } from '../../../src/broker/reading/read-source.ts';
import type { DecoderAnswer, DecoderOrder } from '../../../src/shared/worker/decoder-messages.ts';
import type { EngineMessage, WorkerMessage } from '../../../src/shared/worker/messages.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { workFor } from '../../support/work.ts';

type Start = Extract<EngineMessage, { readonly kind: 'start' }>;

const png = Buffer.from('89504e470d0a1a0a', 'hex');
const source = { format: 'png', width: 1, height: 1 } as const;
const output = { format: 'png', width: 1, height: 1, sizeBytes: 1 } as const;

/** A broker between an engine and a decoder that say what the test says. */
function between() {
  const folder = tempFolder();
  const results = join(folder, 'to');
  mkdirSync(results);
  const told: WorkerMessage[] = [];
  const orders: DecoderOrder[] = [];
  let hear: (message: EngineMessage) => void = () => undefined;
  let answer: (answer: DecoderAnswer) => void = () => undefined;
  startBroker(
    {
      send: (message) => told.push(message),
      onMessage: (next) => (hear = next),
      onDisconnect() {},
    },
    {
      receive: (sizeBytes, read) => fill(Buffer.alloc(sizeBytes), read),
      send: (order) => orders.push(order),
      onAnswer: (next) => (answer = next),
    },
  );
  const start = (name: string, more: Partial<Start> = {}) => {
    const path = join(folder, name);
    hear({
      kind: 'start',
      attemptId: name,
      sourcePath: path,
      work: workFor([{ width: 1 }]),
      wantsHash: false,
      triesLimits: false,
      desktopUri: null,
      look: null,
      temporaryPaths: [join(results, name)],
      limits: { maxPixels: 1e6, maxFileBytes: 1e6 },
      ...more,
    });
  };
  const put = (name: string, bytes: string | Buffer = name) => {
    writeFileSync(join(folder, name), bytes);
  };
  const finish = (attemptId: string, files: readonly Uint8Array[]) =>
    answer({
      kind: 'finished',
      attemptId,
      source,
      outputs: files.map(() => output),
      notes: [],
      faults: [],
      files,
    });
  const say = (message: EngineMessage) => hear(message);
  return {
    folder,
    results,
    told,
    orders,
    start,
    put,
    finish,
    say,
    answer: (one: DecoderAnswer) => answer(one),
  };
}

it('gives the decoder bytes, and no path in anything that it is told', async () => {
  const { folder, orders, put, start } = between();
  put('a.png', 'the bytes');
  start('a.png');
  await expect.poll(() => orders).toHaveLength(1);
  expect(orders[0]).toMatchObject({ kind: 'start', writesAtOnce: true });
  const given = orders[0]?.kind === 'start' && orders[0].source;
  expect(given).toMatchObject({ kind: 'whole', bytes: Buffer.from('the bytes') });
  expect(JSON.stringify(orders)).not.toContain(folder);
});

it('reads a source only once the one before it is answered, and never after a failure waits for an answer', async () => {
  const { told, orders, put, start, finish } = between();
  put('a.png');
  put('c.png');
  for (const name of ['a.png', 'missing.png', 'c.png']) start(name);
  await expect.poll(() => orders).toHaveLength(1);
  expect(told).toEqual([]);
  finish('a.png', [png]);
  await expect.poll(() => orders).toHaveLength(2);
  expect(told).toMatchObject([
    { kind: 'finished', attemptId: 'a.png' },
    { kind: 'failed', attemptId: 'missing.png', failure: { code: 'file-missing' } },
  ]);
  expect(orders[1]).toMatchObject({ attemptId: 'c.png' });
});

it('writes what was made, with the size that it really has', async () => {
  const { results, told, orders, put, start, finish } = between();
  put('a.png');
  start('a.png', { desktopUri: 'file:///a.png' });
  await expect.poll(() => orders).toHaveLength(1);
  finish('a.png', [png]);
  await expect.poll(() => told).toMatchObject([{ outputs: [{ ...output, sizeBytes: 8 }] }]);
  expect(readFileSync(join(results, 'a.png')).equals(png)).toBe(true);
  expect(statSync(join(results, 'a.png')).mode & 0o777).toBe(0o600);
});

it('writes nothing that is not of the kind that was promised', async () => {
  const { results, told, orders, put, start, finish } = between();
  put('a.png');
  start('a.png');
  await expect.poll(() => orders).toHaveLength(1);
  finish('a.png', [Buffer.from('#!/bin/sh')]);
  await expect.poll(() => told).toMatchObject([{ kind: 'failed', failure: { code: 'internal' } }]);
  expect(readdirSync(results)).toEqual([]);
});

it('writes nothing before the engine has said where', async () => {
  const { results, told, orders, put, start, finish } = between();
  put('a.png');
  start('a.png', { temporaryPaths: null });
  await expect.poll(() => orders).toHaveLength(1);
  finish('a.png', [png]);
  await expect.poll(() => told).toMatchObject([{ outputs: [null] }]);
  expect(readdirSync(results)).toEqual([]);
});

/** As the engine names folders. */
function keyOf(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true });
  return `${dev}:${ino}`;
}

it.runIf(process.platform === 'linux')(
  'writes into the folder that the engine means, and nowhere while another has its path',
  async () => {
    const { folder, results, told, orders, put, start, finish } = between();
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    put('a.png');
    const folderKeys = { [results]: keyOf(results) };
    const makeOne = async (count: number) => {
      start('a.png', { folderKeys });
      await expect.poll(() => orders).toHaveLength(count);
      expect(JSON.stringify(orders)).not.toContain(results);
      finish('a.png', [png]);
      await expect.poll(() => told).toHaveLength(count);
    };
    renameSync(results, `${results} before`);
    symlinkSync(elsewhere, results);
    await makeOne(1);
    expect(told).toMatchObject([{ kind: 'failed', failure: { code: 'output-unwritable' } }]);
    expect(readdirSync(elsewhere)).toEqual([]);
    rmSync(results);
    renameSync(`${results} before`, results);
    await makeOne(2);
    expect(told[1]).toMatchObject({ kind: 'finished' });
    expect(readdirSync(results)).toEqual(['a.png']);
  },
);

it('keeps the outputs that could be written when another one could not', async () => {
  const { results, told, orders, put, start, finish } = between();
  put('a.png');
  const temporaryPaths = [join(results, 'no', 'folder'), join(results, 'second')];
  start('a.png', { work: workFor([{ width: 1 }, { width: 2 }]), temporaryPaths });
  await expect.poll(() => orders).toHaveLength(1);
  finish('a.png', [png, png]);
  await expect
    .poll(() => told)
    .toMatchObject([
      { outputs: [null, {}], faults: [{ output: 0, failure: { code: 'output-unwritable' } }] },
    ]);
  expect(existsSync(join(results, 'second'))).toBe(true);
});

it('says itself what the source hashes to, and tells the decoder which outputs are wanted', async () => {
  const { results, told, orders, put, start, say, answer } = between();
  put('a.png', 'abc');
  start('a.png', { temporaryPaths: null, wantsHash: true });
  await expect.poll(() => orders).toHaveLength(1);
  const lie = { contentHash: 'f'.repeat(64) };
  answer({ kind: 'probed', attemptId: 'a.png', source, outputs: [output, output], ...lie });
  const contentHash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  await expect.poll(() => told).toMatchObject([{ kind: 'probed', contentHash }]);
  const temporaryPaths = [null, join(results, 'b')];
  say({ kind: 'proceed', attemptId: 'a.png', temporaryPaths, focalPoint: null });
  expect(orders[1]).toEqual({
    kind: 'proceed',
    attemptId: 'a.png',
    wanted: [false, true],
    focalPoint: null,
  });
});

import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openParcelFile, type ParcelFile } from '../../../src/broker/line/parcels.ts';
import { createSourceReceiver } from '../../../src/broker/line/receive-source.ts';
import type { ReadNext } from '../../../src/broker/reading/read-source.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const source = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251));

const reading = (bytes: Buffer): ReadNext => {
  let at = 0;
  return (into) => {
    const count = bytes.copy(into, 0, at);
    at += count;
    return count;
  };
};

function open(change: (file: ParcelFile) => ParcelFile = (file) => file) {
  const path = join(tempFolder(), 'source');
  const descriptor = openSync(path, 'wx+');
  onTestFinished(() => closeSync(descriptor));
  return { path, ...createSourceReceiver(descriptor, change(openParcelFile(descriptor))) };
}

it('puts a large source into the file, and keeps a small one', () => {
  const { path, receive, inFile } = open();
  receive(source.length, reading(source));
  expect(inFile()).toBe(source.length);
  expect(readFileSync(path).equals(source)).toBe(true);
  const small = source.subarray(0, 1000);
  expect(receive(small.length, reading(small))).toEqual(small);
  expect(inFile()).toBeNull();
});

it('keeps a large one where the file has no room for all of it', () => {
  const { receive, inFile } = open((file) => ({
    ...file,
    put: (bytes, at) => at < 150_000 && file.put(bytes, at),
  }));
  const whole = receive(source.length, reading(source));
  expect(inFile()).toBeNull();
  expect(source.equals(whole ?? Buffer.alloc(0))).toBe(true);
});

it('notices a source that ends too soon', () => {
  const { receive } = open();
  expect(receive(source.length + 1, reading(source))).toBeNull();
});

import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Store } from '../../src/service/store/store.ts';

async function keysOf(store: Store, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys.toSorted();
}

/** What every store promises, wherever it keeps things. */
export function storeContract(open: () => Promise<Store>): void {
  const put = (store: Store, key: string, text: string) =>
    store.write(key, Readable.from([Buffer.from(text)]));

  test('gives back what was kept, with its size', async () => {
    const store = await open();
    expect(await put(store, 'uploads/a', 'hello')).toBe(5);
    const opened = await store.open('uploads/a');
    expect(opened?.sizeBytes).toBe(5);
    expect(opened && (await buffer(opened.stream)).toString()).toBe('hello');
    expect(await store.open('uploads/b')).toBeNull();
  });

  test('finds what is kept without opening it, and gives a part of it', async () => {
    const store = await open();
    await put(store, 'uploads/a', 'hello');
    expect(await store.find('uploads/a')).toMatchObject({ key: 'uploads/a', sizeBytes: 5 });
    expect(await store.find('uploads/b')).toBeNull();
    const opened = await store.open('uploads/a', { start: 1, end: 3 });
    expect(opened?.sizeBytes).toBe(5);
    expect(opened && (await buffer(opened.stream)).toString()).toBe('ell');
  });

  test('replaces what had the key', async () => {
    const store = await open();
    await put(store, 'uploads/a', 'first');
    await put(store, 'uploads/a', 'second one');
    const opened = await store.open('uploads/a');
    expect(opened && (await buffer(opened.stream)).toString()).toBe('second one');
  });

  test('lets what was opened be read to its end though it is removed meanwhile', async () => {
    const store = await open();
    const text = 'a'.repeat(300_000);
    await put(store, 'uploads/a', text);
    const opened = await store.open('uploads/a');
    await store.remove(['uploads/a']);
    expect(opened && (await buffer(opened.stream)).toString()).toBe(text);
    expect(await store.open('uploads/a')).toBeNull();
  });

  test('keeps nothing of a stream that breaks', async () => {
    const store = await open();
    async function* broken() {
      yield Buffer.from('half');
      await Promise.resolve();
      throw new Error('the sender went away');
    }
    await expect(store.write('uploads/a', Readable.from(broken()))).rejects.toThrow();
    expect(await keysOf(store, '')).toEqual([]);
  });

  test('removes all that begins so and nothing else', async () => {
    const store = await open();
    for (const key of ['outputs/a/x', 'outputs/a/y', 'outputs/ab/x', 'uploads/a']) {
      await put(store, key, 'bytes');
    }
    await store.removeAll('outputs/a/');
    await store.removeAll('outputs/never-there/');
    expect(await keysOf(store, '')).toEqual(['outputs/ab/x', 'uploads/a']);
  });

  test('lends a file named like the last part of its key', async () => {
    const store = await open();
    await put(store, 'uploads/task-1', 'bytes');
    const borrowed = await store.borrow('uploads/task-1');
    expect(borrowed && basename(borrowed.path)).toBe('task-1');
    expect(borrowed && readFileSync(borrowed.path, 'utf8')).toBe('bytes');
    await borrowed?.release();
    const isCopy = store.folder === null;
    expect(existsSync(borrowed?.path ?? '')).toBe(!isCopy);
    expect(await keysOf(store, 'uploads/')).toEqual(['uploads/task-1']);
    expect(await store.borrow('uploads/task-2')).toBeNull();
  });

  test('copies to another key, and the two are no longer one', async () => {
    const store = await open();
    await put(store, 'uploads/a', 'bytes');
    expect(await store.copy('uploads/a', 'uploads/b')).toBe(true);
    await put(store, 'uploads/a', 'others');
    const opened = await store.open('uploads/b');
    expect(opened && (await buffer(opened.stream)).toString()).toBe('bytes');
    await store.remove(['uploads/a']);
    expect(await keysOf(store, '')).toEqual(['uploads/b']);
    expect(await store.copy('uploads/a', 'uploads/c')).toBe(false);
    expect(await keysOf(store, '')).toEqual(['uploads/b']);
  });

  test('lists by beginning and removes what it is told, knowing or not', async () => {
    const store = await open();
    for (const key of ['uploads/a', 'outputs/a/1.jpg', 'outputs/a/2.jpg', 'outputs/b/1.jpg']) {
      await put(store, key, 'x');
    }
    expect(await keysOf(store, 'outputs/a/')).toEqual(['outputs/a/1.jpg', 'outputs/a/2.jpg']);
    await store.remove(['outputs/a/1.jpg', 'outputs/a/2.jpg', 'outputs/nothing']);
    expect(await keysOf(store, 'outputs/')).toEqual(['outputs/b/1.jpg']);
    expect(await keysOf(store, 'uploads/')).toEqual(['uploads/a']);
  });

  test('says that it can be written', async () => {
    const store = await open();
    await expect(store.check()).resolves.toBeUndefined();
  });
}

import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { peek } from '../../../src/service/uploads/byte-streams.ts';

const parts = ['abc', 'defg', 'hi'].map((text) => Buffer.from(text));
const sent = () => Readable.from(parts, { objectMode: false });

it.each([1, 3, 5, 8, 9, 20])(
  'shows the first %i bytes and leaves all of them to be read',
  async (length) => {
    const { head, whole } = await peek(sent(), length);
    const again = await peek(whole, 2);
    expect(String(head)).toBe('abcdefghi'.slice(0, length));
    expect(String(again.head)).toBe('ab');
    expect(String(await buffer(again.whole))).toBe('abcdefghi');
  },
);

it('shows a stream that has ended already, also one without a byte', async () => {
  const { head, whole } = await peek(Readable.from([]), 5);
  expect([head.length, (await buffer(whole)).length]).toEqual([0, 0]);
  const atOnce = new PassThrough();
  atOnce.end('abcde');
  await setImmediate();
  const exact = await peek(atOnce, 5);
  expect(String(await buffer(exact.whole))).toBe('abcde');
});

it('fails where the stream fails, whether somebody reads at that moment or not', async () => {
  const sender = new PassThrough();
  sender.write('abcdef');
  const { whole } = await peek(sender, 3);
  sender.destroy(new Error('gone'));
  await setImmediate();
  await expect(buffer(whole)).rejects.toThrow('gone');
});

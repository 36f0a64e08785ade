import { describe, expect, test } from 'vitest';
import { createSentBatches } from '../../../src/service/uploads/sent-batches.ts';

const minute = 60_000;
const at = (hour: number, minutes: number, seconds = 0) =>
  new Date(2026, 0, 1, hour, minutes, seconds).getTime();

describe('what a client sends without a batch of its own', () => {
  test('is together for a minute from its first upload on, also over the turn of the minute', () => {
    let now = at(20, 31, 59);
    const sent = createSentBatches(() => now);
    const first = sent.batchOf('a');
    expect(first).toMatchObject({ title: 'Sent at 20:31', origin: 'upload' });
    now += minute - 1;
    expect(sent.batchOf('a')).toBe(first);
    now += 1;
    const next = sent.batchOf('a');
    expect(next.title).toBe('Sent at 20:32');
    expect(next.key).not.toBe(first.key);
  });

  test('is told by the clock of a day that begins at 00:00', () => {
    expect(createSentBatches(() => at(0, 5)).batchOf('a').title).toBe('Sent at 00:05');
  });

  test('is apart from what other clients send', () => {
    const sent = createSentBatches(() => at(12, 0));
    expect(sent.batchOf('a').key).not.toBe(sent.batchOf('b').key);
  });

  test('begins anew when the clock was set back', () => {
    let now = at(12, 0);
    const sent = createSentBatches(() => now);
    sent.batchOf('a');
    now = at(11, 0);
    expect(sent.batchOf('a').title).toBe('Sent at 11:00');
  });

  test('is forgotten of the first of very many clients, and only of them', () => {
    const sent = createSentBatches(() => at(12, 0));
    const [first, second] = [sent.batchOf('first'), sent.batchOf('second')];
    for (let number = 0; number < 9999; number += 1) sent.batchOf(`client ${number}`);
    expect(sent.batchOf('second')).toBe(second);
    expect(sent.batchOf('first').key).not.toBe(first.key);
  });
});

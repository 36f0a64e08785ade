import sharp from 'sharp';
import { expect, test } from 'vitest';
import { Client, startService } from '../../support/service.ts';

const longEdge = 16_383;

function narrow(width: number, height: number, format: 'png' | 'jpeg' | 'webp') {
  const create = { width, height, channels: 3, background: '#a04020' } as const;
  return sharp({ create }).toFormat(format).toBuffer();
}

const asked = [
  { width: 100, height: 100 },
  { width: 1, height: longEdge, fit: 'fill', withoutEnlargement: false },
  { width: longEdge, height: longEdge, fit: 'fill', format: 'webp', withoutEnlargement: false },
  { width: longEdge, height: longEdge, fit: 'cover', withoutEnlargement: false },
  { width: longEdge, height: longEdge, fit: 'contain', format: 'avif', withoutEnlargement: false },
];

test('who asks for 16,383 pixels of one again and again is answered at once, and the others go on', async () => {
  const { client } = await startService({ token: ['greedy-token', 'other-token'] });
  const other = new Client(client.url, 'other-token');
  const ends: unknown[] = [];
  for (const format of ['png', 'jpeg', 'webp'] as const) {
    for (const [width, height] of [
      [1, longEdge],
      [longEdge, 1],
    ] as const) {
      const bytes = await narrow(width, height, format);
      const sent = await Promise.all(
        asked.map((output) => {
          const recipe = JSON.stringify({ outputs: [{ name: 'a', ...output }] });
          return client.send(bytes, `narrow.${format}`, { fields: { recipe } });
        }),
      );
      await other.settled(await other.sendPicture());
      for (const { body } of sent) {
        const { submission_status: status, error } = await client.settled(
          String(body['submission_task_id']),
        );
        ends.push(error === null ? status : (error as { message: string }).message);
      }
    }
  }
  const refusal =
    'The picture is too large (made into 16383 × 16383 pixels). Choose smaller results, or make it smaller in another program first.';
  const once = ['SUCCESS', 'SUCCESS', refusal, refusal, refusal];
  expect(ends).toEqual(Array.from({ length: 6 }, () => once).flat());
});

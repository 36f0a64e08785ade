import sharp from 'sharp';
import { expect, it } from 'vitest';
import { withPngText } from '../../../src/worker/writing/png-text.ts';
import { pngChunks, pngText } from '../../support/png-chunks.ts';

it('adds text behind the header and leaves the pixels', async () => {
  const plain = await sharp({ create: { width: 3, height: 2, channels: 4, background: '#f80' } })
    .png()
    .toBuffer();
  const told = withPngText(plain, [
    ['Title', 'Größe'],
    ['Empty', ''],
  ]);
  expect(pngText(told)).toEqual({ Title: 'Größe', Empty: '' });
  const [header, ...rest] = pngChunks(plain);
  const [ownHeader, first, second, ...ownRest] = pngChunks(told);
  expect([first?.type, second?.type]).toEqual(['tEXt', 'tEXt']);
  expect([ownHeader, ...ownRest]).toEqual([header, ...rest]);
  const pixels = (png: Buffer) => sharp(png).raw().toBuffer();
  expect(await pixels(told)).toEqual(await pixels(plain));
});

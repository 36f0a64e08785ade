import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { planOutput } from '../../../src/worker/imaging/plan-output.ts';
import { renderOutputs } from '../../../src/worker/imaging/render-outputs.ts';
import { opened } from '../../support/format-fixtures.ts';
import { workFor } from '../../support/work.ts';

const size = { width: 40, height: 40 };
const grey = (channels: 1 | 2) =>
  sharp(Buffer.alloc(1600 * channels, 128), { raw: { ...size, channels } }).toColourspace('b-w');
const deepGrey = () =>
  sharp(new Uint16Array(1600).fill(128 * 257), { raw: { ...size, channels: 1 } }).toColourspace(
    'grey16',
  );

test.each([
  ['grey', () => grey(1), [128, 128, 128]],
  ['grey that lets half of it through', () => grey(2), [191, 128, 64]],
  ['grey with 16 bits', deepGrey, [128, 128, 128]],
] as const)('around and behind %s a background has its colour', async (_name, draw, inside) => {
  const source = await draw().png().toBuffer();
  const picture = await opened(source);
  const box = { width: 80, height: 40, fit: 'contain', background: '#ff8000' } as const;
  const work = workFor([{ ...box, format: 'png', withoutEnlargement: false }]);
  const plans = work.outputs.map((output) => planOutput(output, picture.header));
  const rendered = await renderOutputs(picture, plans, { work, source, keepsSource: false });
  const [file] = rendered.ok ? rendered.value.files : [];
  const made = sharp(file?.ok ? file.value.file : Buffer.alloc(0)).removeAlpha();
  const { data } = await made.raw().toBuffer({ resolveWithObject: true });
  const at = (x: number) => [...data.subarray((80 * 20 + x) * 3, (80 * 20 + x) * 3 + 3)];
  expect(at(5)).toEqual([255, 128, 0]);
  const off = at(40).map((value, channel) => Math.abs(value - (inside[channel] ?? -255)));
  expect(Math.max(...off)).toBeLessThanOrEqual(1);
});

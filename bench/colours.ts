// npm run bench -- colours [rounds]: what one picture of 400 pixels costs by the colours of its source, in processor time, in turns, in one process that is warm.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { Recipe, workOf } from '../src/shared/task/recipe.ts';
import { openPicture } from '../src/worker/decoding/open-picture.ts';
import { prepareSharp } from '../src/worker/decoding/sharp/prepare-sharp.ts';
import { planOutput } from '../src/worker/imaging/plan-output.ts';
import { renderOutputs } from '../src/worker/imaging/render-outputs.ts';
import { cicp, withChunks, withExif } from '../tests/support/tagged-pictures.ts';
import { median } from './median.ts';
import { writePhoto } from './write-photo.ts';

const rounds = Number(process.argv[2] ?? 15);
const folder = mkdtempSync(join(tmpdir(), 'thumbline-bench-'));
prepareSharp();

/** The first of each set says nothing of its colours. */
async function sets(): Promise<readonly Readonly<Record<string, Buffer>>[]> {
  const path = join(folder, 'photo.jpg');
  await writePhoto(path);
  const jpeg = readFileSync(path);
  const smaller = () => sharp(jpeg).resize(3000, 2000);
  const png = await smaller().png().toBuffer();
  const wide = await smaller().toColourspace('rgb16').png().toBuffer();
  const tiny = await sharp(jpeg).resize(64).png().toBuffer();
  const displayP3 = sharp(jpeg).withIccProfile('p3');
  return [
    {
      'JPEG, 12 megapixels': jpeg,
      'with a profile of Display P3': await displayP3.clone().jpeg({ quality: 88 }).toBuffer(),
      'in Adobe RGB by its EXIF': withExif(jpeg, 2, null),
    },
    {
      'PNG, 6 megapixels': png,
      'with a profile of Display P3': await displayP3.resize(3000, 2000).png().toBuffer(),
      'in Display P3 by code points': withChunks(png, cicp(12, 13)),
      'in PQ': withChunks(png, cicp(9, 16)),
      'in HLG': withChunks(png, cicp(9, 18)),
    },
    {
      'PNG, 16 bits': wide,
      'in Display P3 by code points': withChunks(wide, cicp(12, 13)),
      'in PQ': withChunks(wide, cicp(9, 16)),
    },
    { 'PNG, 64 pixels': tiny, 'in Display P3 by code points': withChunks(tiny, cicp(12, 13)) },
  ];
}

const work = workOf(Recipe.parse({ outputs: [{ width: 400, height: 400 }] }));
const limits = { maxPixels: 300e6, maxFileBytes: 2e9, page: 1, shrinkOnLoadSize: 400 };

/** Milliseconds of the processor. */
async function make(path: string): Promise<number> {
  const before = process.cpuUsage();
  const source = readFileSync(path);
  const opened = await openPicture(source, limits);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  const plans = work.outputs.map((output) => planOutput(output, opened.value.header));
  const rendered = await renderOutputs(opened.value, plans, { work, source, keepsSource: false });
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.problem));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

type Figure = (all: readonly number[]) => number;
const figures: readonly Figure[] = [median, (all) => Math.min(...all)];

async function measure(set: Readonly<Record<string, Buffer>>): Promise<void> {
  const lanes = Object.entries(set).map(([name, bytes], at) => {
    const path = join(folder, `${at}`);
    writeFileSync(path, bytes);
    return { name, path, found: [] as number[] };
  });
  // What is compiled at first is left out.
  for (const { path } of lanes) await make(path);
  for (let round = 0; round < rounds; round += 1)
    for (const { path, found } of lanes) found.push(await make(path));
  const plain = lanes[0]?.found ?? [];
  for (const { name, found } of lanes) {
    const cells = figures.flatMap((figure) => [
      `${figure(found).toFixed(1)} ms`,
      (figure(found) / figure(plain)).toFixed(2),
    ]);
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }
}

try {
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  console.log(`| ${rounds} rounds, load ${load} | median | ratio | least | ratio |`);
  console.log('| --- | --- | --- | --- | --- |');
  for (const set of await sets()) await measure(set);
} finally {
  rmSync(folder, { recursive: true });
}

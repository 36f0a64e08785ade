// npm run bench -- decoders [rounds] [part of a name…] [files…]: what a 12-megapixel picture costs our decoders and the programs of
// their own libraries, in processor time, in turns. Linux; as root on Debian it installs what is missing.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { installWords, onPath } from '../scripts/install-words.js';
import { apt, aptOptions } from '../scripts/system-packages.js';
import { median } from './median.ts';
import { writePhoto } from './write-photo.ts';

/** Programs with their packages. */
const needed = {
  '/usr/bin/convert': 'imagemagick',
  '/usr/bin/djxl': 'libjxl-tools',
  '/usr/bin/heif-convert': 'libheif-examples',
  '/usr/bin/opj_decompress': 'libopenjp2-tools',
};

function requirePrograms(): void {
  const wanted = Object.entries(needed).flatMap(([program, name]) =>
    existsSync(program) ? [] : [name],
  );
  if (wanted.length === 0) return;
  const isRoot = process.getuid?.() === 0 && onPath('apt-get');
  if (isRoot && apt(['update', '-q']) && apt(['install', ...aptOptions, ...wanted])) return;
  throw new Error(installWords(wanted));
}

const folder = mkdtempSync(join(tmpdir(), 'thumbline-bench-'));

interface Picture {
  readonly name: string;
  readonly file: string;
  /** Makes the file of `photo.jpg` or `photo.ppm`. */
  readonly make: string;
  /** Decodes `$1` as far as we do. */
  readonly native: string;
  /** What we make of it. Pixels. */
  readonly edge?: number;
}

const sets: readonly Picture[] = [
  {
    name: 'JPEG XL, lossy',
    file: 'lossy.jxl',
    make: 'cjxl photo.ppm lossy.jxl -q 90',
    native: '/usr/bin/djxl "$1" out.ppm',
  },
  {
    name: 'JPEG XL, from a JPEG',
    file: 'jpeg.jxl',
    make: 'cjxl photo.jpg jpeg.jxl',
    native: '/usr/bin/djxl "$1" out.ppm',
  },
  {
    name: 'HEIC',
    file: 'photo.heic',
    make: 'heif-enc -q 60 photo.jpg -o photo.heic',
    native: '/usr/bin/heif-convert "$1" out.jpg',
  },
  {
    name: 'JPEG 2000, a quarter',
    file: 'photo.jp2',
    make: 'opj_compress -i photo.ppm -o photo.jp2 -r 12',
    native: '/usr/bin/opj_decompress -r 2 -i "$1" -o out.ppm',
  },
  {
    name: 'JPEG 2000, an eighth',
    file: 'photo.jp2',
    make: 'opj_compress -i photo.ppm -o photo.jp2 -r 12',
    native: '/usr/bin/opj_decompress -r 3 -i "$1" -o out.ppm',
    // The short edge is 3,000 pixels: of an eighth 375 are left.
    edge: 320,
  },
  {
    name: 'PSD, run lengths',
    file: 'runs.psd',
    make: '/usr/bin/convert photo.jpg -compress rle runs.psd',
    native: '/usr/bin/convert "$1[0]" -resize 400 out.ppm',
  },
];

const Answer = z.object({ seconds: z.array(z.number()), peakMb: z.number() });

const times = 4;

function ours(path: string, edge: number): z.infer<typeof Answer> {
  const program = join(import.meta.dirname, 'decoders', 'one-picture.ts');
  const words = [program, path, `${times}`, `${edge}`];
  // As a worker that was built: types need not be taken out of its code.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') };
  const options = { encoding: 'utf8', env } as const;
  return Answer.parse(JSON.parse(execFileSync(process.execPath, words, options)));
}

/** Seconds of the processor. */
function native(command: string, path: string): number {
  const timed = `TIMEFORMAT='%U %S'; time { ${command} ; } >/dev/null 2>&1`;
  const printed = execFileSync('bash', ['-c', `{ ${timed} ; } 2>&1`, 'bash', path], {
    encoding: 'utf8',
    cwd: folder,
  });
  const [user = 0, system = 0] = printed.trim().split(/\s+/).map(Number);
  return user + system;
}

async function measure({ name, file, native: command, edge = 400 }: Picture): Promise<void> {
  const path = join(folder, file);
  const found = { first: [] as number[], next: [] as number[], peak: [] as number[] };
  const natives: number[] = [];
  // Keeps the code of the decoder, for all that follow.
  ours(path, edge);
  for (let round = 0; round < rounds; round += 1) {
    natives.push(native(command, path));
    const { seconds, peakMb } = ours(path, edge);
    found.first.push(seconds[0] ?? 0);
    found.next.push(median(seconds.slice(1)));
    found.peak.push(peakMb);
  }
  const first = median(found.first);
  const next = median(found.next);
  const theirs = median(natives);
  const figures = [first, next, theirs].map((seconds) => `${seconds.toFixed(2)} s`);
  const peak = `${Math.max(...found.peak).toFixed(0)} MB`;
  console.log(`| ${[name, ...figures, `${(next / theirs).toFixed(1)} ×`, peak].join(' | ')} |`);
}

const words = process.argv.slice(2);
const rounds = Number(words.find((word) => /^\d+$/.test(word)) ?? 3);
const parts = words.filter((word) => !/^\d+$/.test(word));
requirePrograms();
try {
  const photo = join(folder, 'photo.jpg');
  await writePhoto(photo);
  execFileSync('/usr/bin/convert', [photo, join(folder, 'photo.ppm')]);
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  console.log(`| ${rounds} rounds, load ${load} | first | next | native | next/native | memory |`);
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const set of sets) {
    const isWanted = parts.length === 0 || parts.some((part) => set.name.includes(part));
    if (!isWanted) continue;
    execFileSync('bash', ['-c', set.make], { cwd: folder, stdio: 'ignore' });
    await measure(set);
  }
} finally {
  rmSync(folder, { recursive: true });
}

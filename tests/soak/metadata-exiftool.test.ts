import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { metadataPolicies, type MetadataPolicy } from '../../src/shared/task/metadata-policy.ts';
import { describeAs } from '../../src/worker/metadata/describe.ts';
import { scene } from '../fixtures/scene.ts';
import { rights, secrets } from '../fixtures/told.ts';
import { telling } from '../support/random-metadata.ts';
import { tempFolder } from '../support/temp-folder.ts';

const minute = 60_000;
const formats = ['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const;
const size = { width: 16, height: 10 };
const mostOutput = 1_000_000_000;

/** The reference (Debian's `libimage-exiftool-perl`), which knows what nobody here has read about. */
function exiftool(...args: readonly string[]): string {
  const { stdout, error } = spawnSync('exiftool', args, {
    encoding: 'utf8',
    maxBuffer: mostOutput,
  });
  if (error) throw error;
  return stdout;
}

type Tags = Readonly<Record<string, unknown>>;

/** What it finds in each file of a folder, by name and kind: "XMP-photoshop:Location:City". */
const tagsIn = (folder: string): Tags[] =>
  JSON.parse(exiftool('-json', '-all', '-a', '-G1:2', '-struct', folder)) as Tags[];

/** Every result of a source. */
async function describeAll(folder: string, source: Buffer, name: string): Promise<void> {
  for (const format of formats) {
    const picture = scene(size.width, size.height).tiff({ compression: 'lzw' });
    const plain = await (format === 'tiff' ? picture : picture.toFormat(format)).toBuffer();
    for (const metadata of metadataPolicies) {
      const describe = describeAs(source, 'jpeg', { metadata, keepsGps: false });
      const into = join(folder, metadata);
      mkdirSync(into, { recursive: true });
      writeFileSync(join(into, `${name}.${format}`), describe(plain, { ...size, format }));
    }
  }
}

function expectNothingOf(folder: string, policy: MetadataPolicy, words: readonly string[]): number {
  const found = tagsIn(join(folder, policy));
  for (const { SourceFile, ...tags } of found) {
    expect(
      Object.keys(tags).filter((name) => name.includes(':Location:')),
      String(SourceFile),
    ).toEqual([]);
    expect(Object.keys(tags).filter((name) => /Preview|Thumbnail|MakerNote/.test(name))).toEqual(
      [],
    );
    for (const word of words) expect(JSON.stringify(tags)).not.toContain(word);
  }
  return found.length;
}

test(
  'by exiftool nothing stays of 100 random sources that must not',
  { timeout: 5 * minute },
  async () => {
    const folder = tempFolder();
    const jpeg = await scene(32, 20).jpeg().toBuffer();
    const sources = fc.sample(telling(jpeg), 100);
    for (const [at, source] of sources.entries()) await describeAll(folder, source, String(at));
    for (const policy of metadataPolicies) {
      const words = [...secrets.place, ...(policy === 'all' ? [] : secrets.serial)];
      expect(expectNothingOf(folder, policy, words)).toBe(sources.length * formats.length);
    }
    for (const tags of tagsIn(join(folder, 'copyright'))) {
      expect(JSON.stringify(tags)).toContain(rights);
    }
  },
);

const number = /^(?:rational|real|integer|u?int|float|double)/;

test(
  'by exiftool nothing stays of any tag for a place that it can write',
  { timeout: 5 * minute },
  async () => {
    const folder = tempFolder();
    const known = exiftool('-listx', '-s', '-XMP:All', '-EXIF:All', '-IPTC:All');
    const source = join(folder, 'every.jpg');
    writeFileSync(source, await scene(32, 20).jpeg().toBuffer());
    const wishes: string[] = [];
    for (const [, table = '', tags = ''] of known.matchAll(/<table ([^>]*)>([\s\S]*?)<\/table>/g)) {
      for (const [, tag = ''] of tags.matchAll(/<tag ([^>]*)>/g)) {
        const of = (name: string) =>
          new RegExp(`\\b${name}='([^']*)'`).exec(tag)?.[1] ??
          new RegExp(`\\b${name}='([^']*)'`).exec(table)?.[1] ??
          '';
        if (of('writable') !== 'true' || of('g2') !== 'Location') continue;
        const value = number.test(of('type')) ? '48.2082' : 'VINDOBONA';
        wishes.push(`-${of('g1')}:${of('name')}=${value}`);
      }
    }
    const list = join(folder, 'list.txt');
    writeFileSync(list, wishes.join('\n'));
    exiftool('-overwrite_original', '-m', '-q', '-@', list, source);
    const written = Object.keys(tagsIn(source)[0] ?? {}).filter((name) =>
      name.includes(':Location:'),
    );
    expect(written.length).toBeGreaterThan(60);
    await describeAll(folder, readFileSync(source), 'every');
    for (const policy of metadataPolicies)
      expectNothingOf(folder, policy, ['VINDOBONA', '48.2082']);
  },
);

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { realPath } from '../../../../src/engine/files/disks.ts';
import { byteLength, fromBytes, toNative } from '../../../../src/engine/files/paths.ts';
import { displayPath } from '../../../../src/shared/paths/display-path.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { expectAlways } from '../../../support/property-loop.ts';

const bytesOf = (path: string) => Buffer.from(toNative(path) as string);

/** UTF-8 and rubbish mixed: random bytes alone are hardly ever valid sequences. */
const anyBytes = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
    ),
  )
  .map((parts) => Buffer.concat(parts));

describe('paths as strings', () => {
  it('gives back every sequence of bytes unchanged', async () => {
    await expectAlways(
      fc.property(anyBytes, (bytes) => {
        expect(bytesOf(fromBytes(bytes))).toEqual(bytes);
        expect(byteLength(fromBytes(bytes))).toBe(bytes.length);
      }),
    );
  });

  it('keeps ordinary names as they are', () => {
    expect(toNative('/tmp/Ünï 图片 🏔.jpg')).toBe('/tmp/Ünï 图片 🏔.jpg');
    expect(fromBytes(Buffer.from('/tmp/🏔.jpg'))).toBe('/tmp/🏔.jpg');
  });

  it('escapes surrogates that were written as UTF-8, byte by byte', () => {
    const bytes = Buffer.of(0xed, 0xb2, 0x80, 0x2e, 0x6a);
    expect(fromBytes(bytes)).toBe('\uDCED\uDCB2\uDC80.j');
  });

  it('splits and joins names that are not UTF-8 with node:path', () => {
    const path = fromBytes(Buffer.from('/photos/caf\xE9\xFF/b\xE4r.JPG', 'latin1'));
    expect(basename(path, extname(path))).toBe('b\uDCE4r');
    expect(join(dirname(path), basename(path))).toBe(path);
    expect(displayPath(path)).toBe('/photos/caf\\xE9\\xFF/b\\xE4r.JPG');
  });

  it.runIf(process.platform === 'linux')('finds a file whose name is not UTF-8', async () => {
    const folder = tempFolder();
    const path = fromBytes(
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.of(0xff, 0xfe, 0x2e, 0x78)]),
    );
    writeFileSync(toNative(path), 'here');
    mkdirSync(join(folder, 'other'));
    expect(readdirSync(folder, 'buffer').map(fromBytes)).toContain('\uDCFF\uDCFE.x');
    expect(await realPath(path)).toBe(path);
  });
});

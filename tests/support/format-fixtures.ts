import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenRequest, Picture } from '../../src/worker/decoding/decoder.ts';
import { openPicture } from '../../src/worker/decoding/open-picture.ts';

const folder = join(import.meta.dirname, '..', 'fixtures', 'formats');
const wholePicture: OpenRequest = {
  maxPixels: 1e6,
  maxFileBytes: 1e8,
  shrinkOnLoadSize: null,
  page: 1,
};

/** See the README beside the files for who wrote them. */
export function formatFixture(name: string): Buffer {
  return readFileSync(join(folder, name));
}

/** What an independent program reads from the fixture. */
export function referenceOf(name: string, source = 'card.png'): Buffer {
  const own = `${name}.png`;
  return formatFixture(existsSync(join(folder, own)) ? own : source);
}

export function open(bytes: Buffer, request: Partial<OpenRequest> = {}) {
  return openPicture(bytes, { ...wholePicture, ...request });
}

/** As PNG, every pixel that the picture yields. */
export function asPng(picture: Picture): Promise<Buffer> {
  return picture.pipeline({ width: 1, height: 1 }, 'strict').png().toBuffer();
}

/** The picture that must be there. */
export async function opened(bytes: Buffer, request: Partial<OpenRequest> = {}): Promise<Picture> {
  const result = await open(bytes, request);
  if (!result.ok) throw new Error(`refused as ${result.problem.failure.code}`);
  return result.value;
}

/** The failure that must be there, also when it shows only with the pixels. */
export async function refusalOf(bytes: Buffer, request: Partial<OpenRequest> = {}) {
  const result = await open(bytes, request);
  if (!result.ok) return result.problem.failure;
  const picture = result.value;
  return asPng(picture).then(
    () => null,
    (error: unknown) => picture.refuse(error).problem.failure,
  );
}

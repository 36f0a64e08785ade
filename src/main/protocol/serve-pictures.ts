import { Readable } from 'node:stream';
import { type OpenedFile, openToRead } from '../../engine/files/index.ts';
import type { Engine } from '../../engine/index.ts';
import { formats } from '../../shared/formats/formats.ts';
import { recogniseFormat } from '../../shared/formats/recognise-format.ts';
import { isShownWhole, largePx } from '../../shared/task/full-picture.ts';
import { isShownAsItIs, outputsOf, outputToShow } from '../../shared/task/outputs-of.ts';
import { workOf } from '../../shared/task/recipe.ts';
import { standingOf } from '../../shared/task/standing.ts';
import type { Output, Task } from '../../shared/task/task.ts';
import { comparedPicture } from './compared-pictures.ts';
import {
  type ComparedPicture,
  parsePictureAddress,
  type PartAddress,
  type PictureAddress,
} from './picture-address.ts';
import type { makePictureParts } from './picture-parts.ts';
import type { RecipePreviews } from './recipe-previews.ts';
import type { makeSmallPictures } from './small-pictures.ts';

export { makePictureParts } from './picture-parts.ts';
export { makeSmallPictures } from './small-pictures.ts';

/** As many as the formats that are shown need. */
const headBytes = 64;
/** A picture of no more is read at once, as those of a list are: opening a stream takes twice as long as the picture. */
const atOnceBytes = 256 * 1024;

interface Beginning {
  readonly mediaType: string;
  /** The whole of a small file; null where the rest is to be streamed. */
  readonly whole: Uint8Array<ArrayBuffer> | null;
}

/** Null where the file does not begin like a picture that is shown. */
async function beginningOf(file: OpenedFile): Promise<Beginning | null> {
  const size = Number(file.facts.size);
  const bytes = await file.head(size > atOnceBytes ? headBytes : Math.max(size, headBytes));
  const format = recogniseFormat(bytes.subarray(0, headBytes));
  const mediaType = format && formats[format].isShown ? formats[format].mediaType : null;
  if (mediaType === null) return null;
  return { mediaType, whole: bytes.length === size ? new Uint8Array(bytes) : null };
}

/** What remains to be sent. The file is closed once that is read. */
async function bodyOf(file: OpenedFile, { whole }: Beginning) {
  if (whole === null) return Readable.toWeb(file.stream()) as ReadableStream<Uint8Array>;
  await file.close();
  return whole;
}

export const noPicture = () => new Response(null, { status: 404 });

/**
 * Sends a picture from disk. Only regular files that begin like a picture are sent, whatever they are called.
 * `isLasting`: the address changes when the picture does, so it may be kept.
 */
async function pictureResponse(path: string, isLasting: boolean): Promise<Response> {
  const file = await openToRead(path).catch(() => null);
  if (file === null) return noPicture();
  const { facts } = file;
  const beginning = facts.isFile() ? await beginningOf(file).catch(() => null) : null;
  if (beginning === null) {
    await file.close();
    return noPicture();
  }
  return new Response(await bodyOf(file, beginning), {
    headers: {
      'Content-Type': beginning.mediaType,
      'Content-Length': String(facts.size),
      'Cache-Control': isLasting ? 'private, max-age=86400' : 'no-cache',
      ETag: `"${facts.size.toString(36)}-${Math.round(Number(facts.mtimeMs)).toString(36)}"`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  });
}

const tilePx = 320;

interface PictureSources {
  readonly engine: Pick<
    Engine,
    'find' | 'findBatch' | 'focalPoint' | 'preview' | 'provisionalPicture'
  >;
  readonly smallPicture: ReturnType<typeof makeSmallPictures>;
  readonly picturePart: ReturnType<typeof makePictureParts>;
  readonly previews: RecipePreviews;
}

function outputPicture({ smallPicture }: PictureSources, task: Task, output: Output | null) {
  if (output === null) return null;
  if (isShownAsItIs(output)) return output.path;
  const key = `tile:${task.id}:${output.name}`;
  return smallPicture({ key, sourcePath: output.path, edgePx: tilePx });
}

/** What a batch's recipe shows of documents. */
function pageOf({ engine }: PictureSources, task: Task): number {
  const batch = engine.findBatch(task.batchId);
  return batch ? workOf(batch.recipe).page : 1;
}

function sourcePicture(
  sources: PictureSources,
  task: Task,
  { isTile, page: wanted }: { readonly isTile: boolean; readonly page: number | null },
) {
  const [kind, edgePx] = isTile ? ['source-tile', tilePx] : ['source', largePx];
  const batch = sources.engine.findBatch(task.batchId);
  const page = wanted ?? pageOf(sources, task);
  const { turn, flip } = standingOf(task, batch?.recipe ?? null);
  const key = `${kind}:${task.id}:${page}:${turn}:${flip}`;
  return sources.smallPicture({ key, sourcePath: task.sourcePath, edgePx, page, turn, flip });
}

function previewPicture({ previews, smallPicture }: PictureSources, number: number) {
  const preview = previews.find(number);
  if (preview === null) return null;
  return isShownWhole(preview)
    ? preview.path
    : smallPicture({ key: 'preview', sourcePath: preview.path, edgePx: largePx });
}

function partPicture(sources: PictureSources, task: Task, { of, part }: PartAddress) {
  const sourcePath = of === 'source' ? task.sourcePath : outputsOf(task)[of]?.path;
  if (sourcePath === undefined) return null;
  const page = of === 'source' ? pageOf(sources, task) : 1;
  return sources.picturePart({ picture: `${task.id} ${of}`, sourcePath, page, part });
}

const isCompared = (wanted: PictureAddress): wanted is ComparedPicture =>
  wanted.kind === 'whole' || wanted.kind === 'original';

async function findPicture(
  sources: PictureSources,
  wanted: Exclude<PictureAddress, { readonly kind: 'provisional' }>,
): Promise<string | null> {
  if (wanted.kind === 'preview') return previewPicture(sources, wanted.number);
  const task = sources.engine.find(wanted.taskId);
  if (task === null) return null;
  if (isCompared(wanted)) return comparedPicture(sources, task, wanted);
  if (wanted.kind === 'part') return partPicture(sources, task, wanted);
  if (wanted.kind === 'picture') return outputPicture(sources, task, outputToShow(task));
  if (wanted.kind === 'output') {
    return outputPicture(sources, task, outputsOf(task)[wanted.output] ?? null);
  }
  const page = wanted.kind === 'page' ? wanted.page : null;
  return sourcePicture(sources, task, { isTile: wanted.kind === 'source-tile', page });
}

/** A JPEG that a worker made anew of what the file holds; the page keeps none of it. */
function provisionalResponse(picture: Uint8Array | null): Response {
  if (picture === null) return noPicture();
  return new Response(new Uint8Array(picture), {
    headers: {
      'Content-Type': formats.jpeg.mediaType,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  });
}

/** Answers `thumb://` addresses with pictures of known tasks. Everything else is 404. */
export function servePictures(sources: PictureSources): (request: Request) => Promise<Response> {
  return async (request) => {
    const wanted = request.method === 'GET' ? parsePictureAddress(request.url) : null;
    if (wanted === null) return noPicture();
    if (wanted.kind === 'provisional')
      return provisionalResponse(sources.engine.provisionalPicture(wanted.taskId));
    const path = await findPicture(sources, wanted);
    return path === null ? noPicture() : pictureResponse(path, request.url.includes('?'));
  };
}

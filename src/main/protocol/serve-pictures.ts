import type { Engine } from '../../engine/index.ts';
import { formats } from '../../shared/formats/formats.ts';
import { isShownAsItIs, outputsOf, outputToShow } from '../../shared/task/outputs-of.ts';
import type { Output, Task } from '../../shared/task/task.ts';
import { parsePictureAddress } from './picture-address.ts';
import { noPicture, pictureResponse } from './picture-response.ts';
import type { RecipePreviews } from './recipe-previews.ts';
import type { makeSmallPictures } from './small-pictures.ts';

const tilePx = 320;
const largePx = 1600;

export interface PictureSources {
  readonly engine: Pick<Engine, 'find'>;
  readonly smallPicture: ReturnType<typeof makeSmallPictures>;
  readonly previews: RecipePreviews;
}

function outputPicture({ smallPicture }: PictureSources, task: Task, output: Output | null) {
  if (output === null) return null;
  if (isShownAsItIs(output)) return output.path;
  const key = `tile:${task.id}:${output.name}`;
  return smallPicture({ key, sourcePath: output.path, edgePx: tilePx });
}

function sourcePicture({ smallPicture }: PictureSources, task: Task, isTile: boolean) {
  const [key, edgePx] = isTile ? ['source-tile', tilePx] : ['source', largePx];
  return smallPicture({ key: `${key}:${task.id}`, sourcePath: task.sourcePath, edgePx });
}

function previewPicture({ previews, smallPicture }: PictureSources, number: number) {
  const preview = previews.find(number);
  if (preview === null) return null;
  const { path, format } = preview;
  return formats[format].isShown
    ? path
    : smallPicture({ key: 'preview', sourcePath: path, edgePx: largePx });
}

async function findPicture(sources: PictureSources, address: string): Promise<string | null> {
  const wanted = parsePictureAddress(address);
  if (wanted === null) return null;
  if (wanted.kind === 'preview') return previewPicture(sources, wanted.number);
  const task = sources.engine.find(wanted.taskId);
  if (task === null) return null;
  if (wanted.kind === 'picture') return outputPicture(sources, task, outputToShow(task));
  if (wanted.kind === 'output') {
    return outputPicture(sources, task, outputsOf(task)[wanted.output] ?? null);
  }
  return sourcePicture(sources, task, wanted.kind === 'source-tile');
}

/** Answers `thumb://` addresses with pictures of known tasks. Everything else is 404. */
export function servePictures(sources: PictureSources): (request: Request) => Promise<Response> {
  return async (request) => {
    const path = request.method === 'GET' ? await findPicture(sources, request.url) : null;
    return path === null ? noPicture() : pictureResponse(path, request.url.includes('?'));
  };
}

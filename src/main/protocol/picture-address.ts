import { lastPage } from '../../shared/task/recipe.ts';
import { parsePart, type PicturePart } from '../../shared/task/picture-part.ts';
import { TaskId } from '../../shared/task/task.ts';

/** `provisional` is what the source has for a preview of its own; it stands in no file. */
type WholeKind = 'picture' | 'source' | 'source-tile' | 'provisional';

/**
 * What a `thumb://` address asks for. It names tasks and previews, never paths. `picture` is what stands for the task in
 * a list; `output` counts its files from 0, `page` those of its source from 1.
 */
export type PictureAddress =
  | { readonly kind: 'output'; readonly taskId: TaskId; readonly output: number }
  | { readonly kind: WholeKind; readonly taskId: TaskId }
  | { readonly kind: 'page'; readonly taskId: TaskId; readonly page: number }
  | { readonly kind: 'preview'; readonly number: number }
  | ComparedPicture
  | PartAddress;

/**
 * What is looked at closely. `whole`: an output, every pixel of it unless it has too many. `original`: its source, cut and sized as the
 * output is, but not encoded again.
 */
export interface ComparedPicture {
  readonly kind: 'whole' | 'original';
  readonly taskId: TaskId;
  readonly output: number;
}

/** A part of the source or of an output, as it is looked at closely. */
export interface PartAddress {
  readonly kind: 'part';
  readonly taskId: TaskId;
  readonly of: 'source' | number;
  readonly part: PicturePart;
}

const kinds: ReadonlyMap<string, WholeKind> = new Map([
  ['/', 'picture'],
  ['', 'picture'],
  ['/source', 'source'],
  ['/source-tile', 'source-tile'],
  ['/provisional', 'provisional'],
]);

function parseCompared(taskId: TaskId, path: string): ComparedPicture | null {
  const [, kind, number] = /^\/(whole|original)\/(\d{1,2})$/.exec(path) ?? [];
  if (kind !== 'whole' && kind !== 'original') return null;
  return { kind, taskId, output: Number(number) };
}

function parsePartAddress(taskId: TaskId, path: string): PartAddress | null {
  const [, of, text] = /^\/part\/(source|\d{1,2})\/([\d-]{9,40})$/.exec(path) ?? [];
  const part = text === undefined ? null : parsePart(text);
  if (of === undefined || part === null) return null;
  return { kind: 'part', taskId, of: of === 'source' ? of : Number(of), part };
}

/** Null for everything that is not exactly one of the known shapes. A query is for the page's own use. */
export function parsePictureAddress(address: string): PictureAddress | null {
  const url = URL.parse(address);
  if (url?.protocol !== 'thumb:' || url.username !== '' || url.port !== '') return null;
  if (url.hostname === 'preview') {
    const number = /^\/(\d{1,9})$/.exec(url.pathname)?.[1];
    return number === undefined ? null : { kind: 'preview', number: Number(number) };
  }
  const taskId = TaskId.safeParse(url.hostname);
  if (!taskId.success) return null;
  const compared =
    parseCompared(taskId.data, url.pathname) ?? parsePartAddress(taskId.data, url.pathname);
  if (compared !== null) return compared;
  const output = /^\/output\/(\d{1,2})$/.exec(url.pathname)?.[1];
  if (output !== undefined) return { kind: 'output', taskId: taskId.data, output: Number(output) };
  const page = Number(/^\/source\/([1-9]\d{0,5})$/.exec(url.pathname)?.[1] ?? 0);
  if (page > 0) return page > lastPage ? null : { kind: 'page', taskId: taskId.data, page };
  const kind = kinds.get(url.pathname);
  return kind === undefined ? null : { kind, taskId: taskId.data };
}

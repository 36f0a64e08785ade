import { TaskId } from '../../shared/task/task.ts';

/** What a `thumb://` address asks for. It names tasks and previews, never paths. */
export type PictureAddress =
  | { readonly kind: 'output' | 'source' | 'source-tile'; readonly taskId: TaskId }
  | { readonly kind: 'preview'; readonly number: number };

const kinds: ReadonlyMap<string, 'output' | 'source' | 'source-tile'> = new Map([
  ['/', 'output'],
  ['', 'output'],
  ['/source', 'source'],
  ['/source-tile', 'source-tile'],
]);

/** Null for everything that is not exactly one of the known shapes. A query is for the page's own use. */
export function parsePictureAddress(address: string): PictureAddress | null {
  const url = URL.parse(address);
  if (url?.protocol !== 'thumb:' || url.username !== '' || url.port !== '') return null;
  if (url.hostname === 'preview') {
    const number = /^\/(\d{1,9})$/.exec(url.pathname)?.[1];
    return number === undefined ? null : { kind: 'preview', number: Number(number) };
  }
  const taskId = TaskId.safeParse(url.hostname);
  const kind = kinds.get(url.pathname);
  return taskId.success && kind !== undefined ? { kind, taskId: taskId.data } : null;
}

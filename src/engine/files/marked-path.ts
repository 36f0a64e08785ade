import { fstatSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from './fingerprints.ts';
import { descriptorOf, descriptorPath } from './folder-descriptor.ts';
import { fromBytes } from './paths.ts';

/** In no path of a file system: a call that does not know marks refuses such a path. */
const mark = '\0';

/**
 * A path of a folder, without links, that also says which folder is meant (`key`, as `identityOf` tells it). Only calls through `onDisk` know
 * such paths. What is joined to it lies in that folder, or is not reached.
 */
export const markedPath = (realPath: string, key: string) => join(realPath, `${mark}${key}`);

export interface MarkedPath {
  readonly folder: string;
  readonly key: string;
  /** Below the folder; empty for the folder itself. */
  readonly rest: string;
}

/** Null for a path without a mark. */
export function readMark(path: string): MarkedPath | null {
  const at = path.indexOf(`/${mark}`);
  if (at < 0) return null;
  const [key = '', ...rest] = path.slice(at + 2).split('/');
  return { folder: path.slice(0, at) || '/', key, rest: rest.join('/') };
}

/** A path through a descriptor of this process, as another one knows it: marked. Any other path as it is. */
export function pathForOthers(path: string): string {
  const descriptor = descriptorOf(path);
  if (descriptor === null) return path;
  const own = descriptorPath(descriptor);
  const key = identityOf(fstatSync(descriptor, { bigint: true }));
  return join(markedPath(fromBytes(readlinkSync(own, 'buffer')), key), path.slice(own.length));
}

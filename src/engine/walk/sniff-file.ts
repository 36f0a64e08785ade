import { Buffer } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { folderHeadBytes, recogniseUnnamed } from '../../shared/formats/recognise-format.ts';
import { toNative } from '../files/paths.ts';

/** A pipe put in the file's place since it was looked at must not block the open. Not there on Windows. */
const readWithoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function readHead(file: number): Buffer | null {
  if (!fstatSync(file).isFile()) return null;
  const head = Buffer.alloc(folderHeadBytes);
  return head.subarray(0, readSync(file, head, 0, folderHeadBytes, 0));
}

/** Whether the first bytes of a regular file are those of a picture. */
export function sniffFile(path: string): 'image' | 'not-an-image' | 'unreadable' {
  let file: number | null = null;
  try {
    file = openSync(toNative(path), readWithoutWaiting);
    const head = readHead(file);
    return head && recogniseUnnamed(head) !== null ? 'image' : 'not-an-image';
  } catch {
    return 'unreadable';
  } finally {
    if (file !== null) closeSync(file);
  }
}

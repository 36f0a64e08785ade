import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toNative } from '../files/paths.ts';
import { manifestName, outputsOfText } from '../memory/manifests.ts';
import type { SeenFile } from './scan-folder.ts';

type Results = ReadonlyMap<string, string>;

interface List {
  readonly stamp: string;
  readonly results: Results;
}

/** A longer list is of more results than a folder is watched for. Bytes. */
const mostBytes = 64 * 1024 * 1024;
const nothing: Results = new Map();

/** Size and time of change, as a list beside results tells them. */
const resultFingerprint = ({ fingerprint }: SeenFile) => fingerprint.split(':').slice(2).join(':');

/** Tells results that any Thumbline wrote from pictures, by the lists that lie beside them. Blocks. */
export function createResultLists(root: string): (files: readonly SeenFile[]) => SeenFile[] {
  const known = new Map<string, List>();

  const read = (folder: string): Results => {
    const path = toNative(join(folder, manifestName));
    try {
      const facts = statSync(path, { bigint: true, throwIfNoEntry: false });
      if (!facts?.isFile() || facts.size > mostBytes) return nothing;
      const stamp = `${facts.ino}:${facts.size}:${facts.mtimeNs}`;
      const before = known.get(folder);
      if (before?.stamp === stamp) return before.results;
      const results = outputsOfText(folder, readFileSync(path, 'utf8'));
      known.set(folder, { stamp, results });
      return results;
    } catch {
      return nothing;
    }
  };

  return (files) => {
    const lists = new Map<string, readonly Results[]>();
    /** Of the folder and of those above it: a list may lie at the top of a tree of results. */
    const listsFor = (folder: string): readonly Results[] => {
      const found = lists.get(folder);
      if (found) return found;
      const parent = dirname(folder);
      const above = folder === root || parent === folder ? [] : listsFor(parent);
      const own = read(folder);
      const all = own.size > 0 ? [...above, own] : above;
      lists.set(folder, all);
      return all;
    };
    return files.filter((file) => {
      const all = listsFor(dirname(file.path));
      return !all.some((results) => results.get(file.path) === resultFingerprint(file));
    });
  };
}

import { hash } from 'node:crypto';
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { makeFolderSync } from '../files/make-folder.ts';
import type { WatchOrder } from './watch-words.ts';

type Seen = Readonly<Record<'path' | 'fingerprint', string>>;

/**
 * The files of a watched folder that need no more work, kept from one start of the program to the next: times alone cannot tell what
 * came while it was closed, since the clock may have been set back. It may lack some, which are then looked at once more.
 */
export interface SeenList {
  /** Null where no list was kept. */
  has(file: Seen): boolean | null;
  /** All that is there. */
  replace(files: Iterable<readonly [path: string, fingerprint: string]>): void;
  /** These were handed over, and are kept once `handled` was called as often as this. */
  handOver(files: readonly Seen[]): void;
  handled(): void;
}

/** Bytes of a hash: of a million files two are taken for one with a chance of 1 in 30 million. */
const hashBytes = 8;
/** Zones of time differ by multiples of this, by which some disks move their times in summer. Milliseconds. */
const zoneStepMs = 900_000;

const hashOfText = (text: string) => hash('sha256', text, 'buffer').subarray(0, hashBytes);

/** Begins the file: a list is no list of a folder that is looked at in another way. */
const markOf = ({ root, includesSubfolders, resultFolderName, excludedFolder }: WatchOrder) =>
  hashOfText(
    JSON.stringify(['seen 1', root, includesSubfolders, resultFolderName, excludedFolder]),
  );

/** By name, size and time of change. Not by inode: some disks number their files anew whenever they are plugged in. */
function createHash(root: string) {
  return ({ path, fingerprint }: Seen): Buffer => {
    const [, , sizeBytes, mtimeNs = '0'] = fingerprint.split(':');
    const time = (BigInt(mtimeNs) / 1_000_000n) % BigInt(zoneStepMs);
    const text = `${relative(root, path)}\0${sizeBytes}\0${time}`;
    return hashOfText(text);
  };
}

const textOf = (bytes: Buffer) => bytes.toString('latin1');

function readHashes(path: string, mark: Buffer): Set<string> | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return null;
  }
  if (!bytes.subarray(0, hashBytes).equals(mark)) return null;
  const hashes = new Set<string>();
  for (let at = hashBytes; at + hashBytes <= bytes.length; at += hashBytes)
    hashes.add(textOf(bytes.subarray(at, at + hashBytes)));
  return hashes;
}

const noList: SeenList = {
  has: () => null,
  replace: () => undefined,
  handOver: () => undefined,
  handled: () => undefined,
};

/** A list that cannot be written is no trouble: then the times tell what is new, as far as they can. */
function tryToWrite(write: () => void): void {
  try {
    write();
  } catch {
    // Its disk may be full.
  }
}

/** Of a folder that is watched anew there is none to go by. */
export function openSeenList(order: WatchOrder): SeenList {
  const { seenList: path, seenUntil } = order;
  if (path === null) return noList;
  const [hashOf, mark] = [createHash(order.root), markOf(order)];
  if (seenUntil === null) tryToWrite(() => rmSync(path, { force: true }));
  const before = readHashes(path, mark);
  const handedOver: (readonly Seen[])[] = [];
  return {
    has: (file) => before && before.has(textOf(hashOf(file))),
    replace(files) {
      const hashes = Array.from(files, ([path, fingerprint]) => hashOf({ path, fingerprint }));
      tryToWrite(() => {
        makeFolderSync(dirname(path));
        writeFileSync(`${path}.new`, Buffer.concat([mark, ...hashes]));
        renameSync(`${path}.new`, path);
      });
    },
    handOver: (files) => void handedOver.push(files),
    handled() {
      const files = handedOver.shift() ?? [];
      if (files.length > 0)
        tryToWrite(() => appendFileSync(path, Buffer.concat(files.map(hashOf))));
    },
  };
}

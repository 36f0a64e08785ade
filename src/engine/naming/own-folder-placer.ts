import { readdirSync, renameSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { folded, numbered } from '../../shared/paths/safe-segment.ts';
import { notOk, ok } from '../../shared/result.ts';
import { removeQuietly, temporaryPathIn } from '../files/atomic-rename.ts';
import { onDisk } from '../files/disks.ts';
import { entryAt } from '../files/file-identity.ts';
import { makeNewFolder } from '../files/make-folder.ts';
import { toNative } from '../files/paths.ts';
import { onDiskOf, sameDisk } from '../files/quick-disk.ts';
import { writeFailure } from '../files/write-failure.ts';
import type { Placer, ReservedOutput } from './placement.ts';
import { targetsOf } from './target.ts';

/** `isNew`: nobody has ever written there. */
interface OwnFolder {
  readonly key: string;
  readonly isNew: boolean;
}

async function openOwn(path: string): Promise<OwnFolder> {
  const isNew = await makeNewFolder(path);
  const entry = await entryAt(path);
  if (!entry?.isFolder) throw new Error('Something else has the name of the folder.');
  sameDisk(dirname(path), path);
  return { key: entry.identity, isNew };
}

const rename = (from: string, to: string) =>
  onDiskOf(
    to,
    () => renameSync(toNative(from), toNative(to)),
    () => onDisk('rename', from, to),
  );

/** A moment's names: an earlier attempt, whose machine died, may have left others. */
async function removeOthers(folder: string, kept: ReadonlySet<string>): Promise<void> {
  const names = await onDiskOf(
    join(folder, 'entry'),
    () => readdirSync(toNative(folder)),
    () => onDisk('names', folder),
  );
  for (const name of names) if (!kept.has(name)) await removeQuietly(join(folder, name));
}

/** Of a task of which nothing was made. */
async function removeEmpty(folder: string): Promise<void> {
  await onDiskOf(
    folder,
    () => rmdirSync(toNative(folder)),
    () => onDisk('rmdir', folder),
  ).catch(() => undefined);
}

/** Each name once, also on disks that know no case. */
function inTurn(): (fileName: string) => string {
  const taken = new Set<string>();
  return (fileName) => {
    let number = 1;
    while (taken.has(folded(numbered(fileName, number)))) number += 1;
    const name = numbered(fileName, number);
    taken.add(folded(name));
    return name;
  };
}

/**
 * For tasks whose recipe's destination is a folder of the task's own, which nobody else writes into and one attempt at a time: results replace
 * what an earlier attempt left there, and nothing else stays. So nothing has to be asked, claimed or kept that other placers must.
 * `flush` resolves once the names in the folder, and its own, survive a power cut.
 */
export function createOwnFolderPlacer(flush: (folder: string) => Promise<void>): Placer {
  /** Those that are written into now. */
  const folders = new Map<string, OwnFolder>();

  const open = async (path: string): Promise<void> => {
    if (!folders.has(path)) folders.set(path, await openOwn(path));
  };
  const leave = async (path: string, isMade: boolean): Promise<void> => {
    const folder = folders.get(path);
    folders.delete(path);
    if (!isMade && folder?.isNew) await removeEmpty(path);
  };
  const removeAll = async (paths: readonly string[]): Promise<void> => {
    for (const path of paths) await removeQuietly(path);
    for (const folder of new Set(paths.map((path) => dirname(path)))) await leave(folder, false);
  };
  const putInPlace = async (
    outputs: readonly ReservedOutput[],
    noteNamed: (path: string) => void,
  ): Promise<void> => {
    for (const { temporaryPath, finalPath } of outputs) {
      await rename(temporaryPath, finalPath);
      noteNamed(finalPath);
    }
    const kept = new Set(outputs.map(({ finalPath }) => basename(finalPath)));
    for (const folder of new Set(outputs.map(({ finalPath }) => dirname(finalPath)))) {
      if (folders.get(folder)?.isNew === false) await removeOthers(folder, kept);
      await flush(folder);
      await leave(folder, true);
    }
  };

  return {
    realBaseOf: () => null,
    restoreNames: () => Promise.resolve(),
    async pathsBeforeHeader({ recipe: { destination, outputs } }) {
      if (destination.kind !== 'folder') return null;
      const { path } = destination;
      try {
        await open(path);
      } catch {
        // Tried again, and told of, once something is to be written.
        return null;
      }
      return outputs.map(() => temporaryPathIn(path));
    },
    folderKeys: (temporaryPaths) =>
      Object.fromEntries(
        temporaryPaths.flatMap((path) => {
          const folder = path === null ? null : dirname(path);
          const key = folder === null ? undefined : folders.get(folder)?.key;
          return folder === null || key === undefined ? [] : [[folder, key] as const];
        }),
      ),
    reach: (temporaryPath) => temporaryPath,
    async reserve(request) {
      const nameOf = inTurn();
      const outputs: (ReservedOutput | null)[] = [];
      for (const [at, target] of targetsOf(request).entries()) {
        outputs.push(null);
        if (target === null) continue;
        const folder = target.base;
        try {
          await open(folder);
        } catch (error) {
          return { kind: 'fail', failure: writeFailure(error, folder) };
        }
        outputs[at] = {
          finalPath: join(folder, nameOf(target.fileName)),
          temporaryPath: request.temporaryPaths?.[at] ?? temporaryPathIn(folder),
          replacesSource: false,
          action: 'write',
        };
      }
      return { kind: 'write', outputs, faults: [] };
    },
    async commit(outputs) {
      const named: string[] = [];
      try {
        await putInPlace(outputs, (path) => named.push(path));
        return ok(outputs.map(({ finalPath }) => finalPath));
      } catch (error) {
        // The other names may be of a machine that took over the task while this one slept.
        await removeAll([...outputs.map(({ temporaryPath }) => temporaryPath), ...named]);
        const [first] = outputs;
        return notOk(writeFailure(error, dirname(first?.finalPath ?? '')));
      }
    },
    discard: (outputs) => removeAll(outputs.map(({ temporaryPath }) => temporaryPath)),
  };
}

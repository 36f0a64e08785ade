import { dirname } from 'node:path';
import { notOk, ok, type Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/task/failure.ts';
import type { BatchId, TaskId } from '../../shared/task/task.ts';
import { removeQuietly, temporaryPathIn } from '../files/atomic-rename.ts';
import { createFolderSyncs } from '../files/folder-syncs.ts';
import { Claims } from './claims.ts';
import { type Move, moveAll, type Replaces } from './commit.ts';
import { type Entry, lookAt } from '../files/file-identity.ts';
import { keyOfPath } from './earlier-outputs.ts';
import { type ClaimedName, claimName, fixedName, type WantedName } from './free-name.ts';
import {
  BatchBases,
  createKnownFolders,
  findTargetFolder,
  isStillThere,
  keepsExistingFiles,
  type TargetFolder,
} from './target-folder.ts';
import { createHeldFolders, type HeldFolder, reachedByPath } from '../files/held-folder.ts';
import type {
  CommitHelp,
  Placement,
  PlacementFault,
  PlacementRequest,
  Placer,
  ReservedOutput,
} from './placement.ts';
import { refuseForDesktop } from '../desktop-cache/refuse-for-desktop.ts';
import { folderBeforeHeader, type Target, targetsOf } from './target.ts';
import { unwritable, writeFailure } from '../files/write-failure.ts';

export interface PlacerOptions {
  /** False for a dry run: `reserve` answers the same and makes no folders. */
  readonly makesFolders?: boolean;
  /** Whether a file is the source of a task that may not have run yet, so that it is never overwritten. */
  readonly isSource?: (path: string) => boolean;
  /** Whether another task of the batch has its result at `path`; asked anew for every name, and known after a restart. */
  readonly hasOtherResult?: (batchId: BatchId, taskId: TaskId, path: string) => boolean;
  /** Whether originals can go to a trash, so that a recipe may replace them. */
  readonly mayReplaceSources?: boolean;
  /** Whether a file that is there is a result, as it was left; what is none goes to the trash when it is overwritten. */
  readonly isResult?: (path: string, entry: Entry) => boolean;
}

interface Reservation extends ReservedOutput {
  readonly wanted: WantedName;
  readonly replaces: Replaces;
  /** What has the name is the person's own. */
  readonly replacesOwn: boolean;
  readonly keys: string[];
}

/** One output that needs a name; `output` is its place in the recipe. */
interface WantedOutput {
  readonly target: Target;
  readonly output: number;
  readonly ownSource: ReadonlySet<string>;
}

/** See `Placer`. One for the whole engine: names are unique among those it gave out. */
export function createPlacer(options: PlacerOptions = {}): Placer {
  const { makesFolders = true, isSource = () => false, mayReplaceSources = false } = options;
  const { hasOtherResult = () => false, isResult = () => true } = options;
  const claims = new Claims();
  const reservations = new Map<string, Reservation>();
  const folderSyncs = createFolderSyncs();
  const folders = createKnownFolders(folderSyncs);
  const heldFolders = createHeldFolders();
  const bases = new BatchBases();

  /** The folder of a target, and the folder itself held as long as something is written there. */
  async function hold(
    batchId: BatchId,
    target: Target,
  ): Promise<Result<{ folder: TargetFolder; held: HeldFolder }, Failure>> {
    const folder = makesFolders
      ? await folders.make(target, bases.find(batchId, target.base))
      : await findTargetFolder(target);
    if (!folder.ok) return folder;
    if (!makesFolders) return ok({ folder: folder.value, held: reachedByPath });
    const refused = notOk(unwritable(folder.value.path));
    if (!bases.isSame(batchId, target.base, folder.value)) return refused;
    try {
      const held = await heldFolders.hold(folder.value);
      return held ? ok({ folder: folder.value, held }) : refused;
    } catch (error) {
      return notOk(writeFailure(error, folder.value.path));
    }
  }
  /** Of what is written before its name is known. */
  const early = new Map<string, { readonly folder: TargetFolder; readonly held: HeldFolder }>();
  const endEarly = (temporaryPath: string) => {
    early.get(temporaryPath)?.held.release();
    early.delete(temporaryPath);
  };
  /** By folder: one on a drive that hangs holds up no other. */
  const lastClaims = new Map<string, Promise<unknown>>();

  /** Runs one claim of a folder at a time, as `claimName` demands. */
  function claim(wanted: WantedName): Promise<ClaimedName | null> {
    const { key } = wanted.folder;
    const claimed = (lastClaims.get(key) ?? Promise.resolve()).then(() =>
      claimName(claims, wanted),
    );
    const over = claimed
      .catch(() => undefined)
      .finally(() => {
        if (lastClaims.get(key) === over) lastClaims.delete(key);
      });
    lastClaims.set(key, over);
    return claimed;
  }

  async function reserveOne(
    request: PlacementRequest,
    { target, output, ownSource }: WantedOutput,
  ): Promise<Result<Reservation | null, Failure>> {
    const { batchId, taskId } = request;
    const place = await hold(batchId, target);
    if (!place.ok) return place;
    const { folder, held } = place.value;
    const keepsAll = await keepsExistingFiles(request, folder.realPath);
    const { conflict } = request.recipe;
    let replacesSource = false;
    const { fileName, isFixed = false } = target;
    const isAnySource = (path: string, identity: string) =>
      claims.isSource(identity) || isSource(path);
    const isOwn: WantedName['isOwn'] = (path, { resultFingerprint }) =>
      request.ownResults?.get(path) === resultFingerprint ||
      request.earlier?.replaceable.get(path) === resultFingerprint;
    const mustStay: WantedName['mustStay'] = (path, entry) => {
      const { identity } = entry;
      if (isFixed) return isAnySource(path, identity);
      if (conflict === 'skip-unchanged' && !isOwn(path, entry)) return true;
      replacesSource = ownSource.has(identity);
      if (replacesSource) return false;
      return keepsAll || isAnySource(path, identity);
    };
    // What is there is never taken then, whosever it is.
    const isOthers = (path: string) =>
      conflict !== 'rename' && hasOtherResult(batchId, taskId, path);
    const wanted = { batchId, folder, held, fileName, conflict, isOthers, mustStay, isOwn };
    try {
      const name = await (isFixed ? fixedName(wanted) : claim(wanted));
      if (!name) {
        held.release();
        return ok(null);
      }
      const temporaryPath = request.temporaryPaths?.[output] ?? temporaryPathIn(folder.path);
      const { path: finalPath, action } = name;
      // An original is replaced even if it changed since: it goes to the trash.
      const replaces: Replaces = isFixed || replacesSource ? 'anything' : name.replaces;
      const replacesOwn =
        replacesSource ||
        (name.replaces !== null && !isFixed && !isResult(finalPath, name.replaces));
      const names = { finalPath, temporaryPath, action };
      return ok({ ...names, replacesSource, replaces, replacesOwn, wanted, keys: [...name.keys] });
    } catch (error) {
      held.release();
      return notOk(writeFailure(error, folder.path));
    }
  }

  function end(reservation: Reservation): void {
    reservation.wanted.held.release();
    endEarly(reservation.temporaryPath);
    reservations.delete(reservation.temporaryPath);
  }

  function release(reservation: Reservation): void {
    for (const key of reservation.keys) claims.release(reservation.wanted.batchId, key);
    end(reservation);
  }

  function settle(reservation: Reservation): void {
    for (const key of reservation.keys) claims.settle(key);
    end(reservation);
  }

  function moveFor(reservation: Reservation, { makeRoom, noteName }: CommitHelp): Move {
    const { temporaryPath, finalPath, wanted, keys, replaces, replacesOwn } = reservation;
    const nextPath = async () => {
      const next = await claim({ ...wanted, conflict: 'rename' });
      if (!next) return finalPath;
      keys.push(...next.keys);
      await noteName?.(temporaryPath, next.path);
      return next.path;
    };
    const room = makeRoom && replacesOwn ? { makeRoom } : {};
    const { held, folder } = wanted;
    const isInPlace = () => isStillThere(folder);
    return { temporaryPath, finalPath, replaces, held, isInPlace, nextPath, ...room };
  }

  const reach = (path: string) =>
    (reservations.get(path)?.wanted.held ?? early.get(path)?.held ?? reachedByPath).at(path);
  const known = (outputs: readonly Pick<ReservedOutput, 'temporaryPath'>[]) =>
    outputs
      .map(({ temporaryPath }) => reservations.get(temporaryPath))
      .filter((reservation) => reservation !== undefined);

  return {
    reach,
    realBaseOf: (batchId, base) => bases.find(batchId, base),
    async restoreNames(batchId, { kept, replaceable, gone }) {
      for (const { output } of kept.values()) {
        const key = await keyOfPath(output.path);
        if (key !== null) claims.noteWritten(batchId, key);
      }
      for (const path of [...replaceable.keys(), ...gone]) {
        const key = await keyOfPath(path);
        if (key !== null) claims.forget(batchId, key);
      }
    },

    async pathsBeforeHeader(request) {
      const target = folderBeforeHeader(request);
      const folder = target && (await folders.known(target));
      if (!folder) return null;
      const paths = request.recipe.outputs.map(() => temporaryPathIn(folder.path));
      for (const path of paths) {
        const held = await heldFolders.hold(folder).catch(() => null);
        early.set(path, { folder, held: held ?? reachedByPath });
      }
      return paths;
    },

    folderKeys(temporaryPaths) {
      const entries = temporaryPaths.flatMap((path) => {
        if (path === null) return [];
        const folder = reservations.get(path)?.wanted.folder ?? early.get(path)?.folder;
        return folder ? [[dirname(path), folder.key] as const] : [];
      });
      return Object.fromEntries(entries);
    },

    async reserve(request): Promise<Placement> {
      const refused = await refuseForDesktop(request);
      if (refused) return refused;
      const identities = request.identities ?? (await lookAt(request.sourcePath)).identities;
      for (const identity of identities) claims.noteSource(request.batchId, identity);
      const { conflict, replacesSource } = request.recipe;
      const mayReplace = mayReplaceSources && replacesSource && conflict === 'overwrite';
      const ownSource = new Set(mayReplace ? identities : []);
      const outputs: (Reservation | null)[] = [];
      const faults: PlacementFault[] = [];
      for (const [output, target] of targetsOf(request).entries()) {
        const isKept = request.earlier?.kept.has(output) ?? false;
        const isLeftOut = isKept || target === null;
        const reserved = isLeftOut
          ? ok(null)
          : await reserveOne(request, { target, output, ownSource });
        if (!reserved.ok) faults.push({ output, failure: reserved.problem });
        const reservation = reserved.ok ? reserved.value : null;
        outputs.push(reservation);
        if (reservation) reservations.set(reservation.temporaryPath, reservation);
      }
      if (outputs.every((output) => output === null)) {
        const [fault] = faults;
        return fault
          ? { kind: 'fail', failure: fault.failure }
          : { kind: 'skip', reason: 'output-exists' };
      }
      return {
        kind: 'write',
        outputs: outputs.map(
          (output) =>
            output && {
              finalPath: output.finalPath,
              temporaryPath: output.temporaryPath,
              replacesSource: output.replacesSource,
              action: output.action,
            },
        ),
        faults,
      };
    },

    async commit(outputs, help = {}) {
      const mine = known(outputs);
      const moved = await moveAll(mine.map((reservation) => moveFor(reservation, help)));
      if (moved.ok) {
        const made = mine.map(({ wanted }) => folders.flushed(wanted.folder));
        await Promise.all([folderSyncs.sync(moved.value.map((path) => dirname(path))), ...made]);
      }
      for (const reservation of mine) (moved.ok ? settle : release)(reservation);
      return moved;
    },

    async discard(outputs) {
      for (const { temporaryPath } of outputs) {
        const reservation = reservations.get(temporaryPath);
        for (const path of [reach(temporaryPath), temporaryPath]) await removeQuietly(path);
        if (reservation) release(reservation);
        endEarly(temporaryPath);
      }
    },
  };
}

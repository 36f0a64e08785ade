import { Buffer } from 'node:buffer';
import { type DiskEvent, type NameChange, rootInode } from './disk-events.ts';

/** Which of the steps that were not flushed a power cut spares; `step` counts the events from 0. */
export interface Spared {
  name(step: number): boolean;
  data(step: number): boolean;
}

type Write = Extract<DiskEvent, { readonly kind: 'written' | 'cut-off' }>;

interface File {
  now: Buffer;
  flushed: Buffer;
  /** What was written since, with its step. */
  readonly unflushed: (readonly [step: number, write: Write])[];
}

interface NameStep {
  readonly step: number;
  readonly changes: readonly NameChange[];
}

type Names = Map<string, number>;
interface Folder {
  readonly now: Names;
  readonly flushed: Names;
}

/** Everything that a folder and those below it hold; a path is relative to the root. */
export interface DiskEntry {
  readonly path: string;
  readonly inode: number;
  /** Null for a folder. */
  readonly data: Buffer | null;
}

function afterWrite(before: Buffer, write: Write): Buffer {
  const size =
    write.kind === 'cut-off' ? write.size : Math.max(before.length, write.at + write.data.length);
  const after = Buffer.alloc(size);
  before.copy(after);
  if (write.kind === 'written') write.data.copy(after, write.at);
  return after;
}

function rename(names: Names, { name, inode }: NameChange): void {
  if (inode === null) names.delete(name);
  else names.set(name, inode);
}

/**
 * A disk as POSIX promises it and no better: a file's bytes survive a power cut once the file is flushed, a name once its folder
 * is. What is not flushed may be lost or kept, each write and each change of a name by itself.
 */
export class SimulatedDisk {
  readonly #files = new Map<number, File>();
  readonly #folders = new Map<number, Folder>([
    [rootInode, { now: new Map(), flushed: new Map() }],
  ]);
  #unflushedNames: NameStep[] = [];
  #steps = 0;

  apply(event: DiskEvent): void {
    const step = this.#steps;
    this.#steps += 1;
    if (event.kind === 'made') this.#make(event);
    else if (event.kind === 'named') {
      for (const change of event.changes) rename(this.#folder(change.folder).now, change);
      this.#unflushedNames.push({ step, changes: event.changes });
    } else if (event.kind === 'written' || event.kind === 'cut-off') {
      const file = this.#file(event.inode);
      file.now = afterWrite(file.now, event);
      file.unflushed.push([step, event]);
    } else if (event.kind === 'flushed') this.#flush(event.inode);
    else if (event.kind === 'all-flushed') {
      for (const inode of [...this.#files.keys(), ...this.#folders.keys()]) this.#flush(inode);
    }
  }

  /** The names in a folder, or null if it is none. */
  names(inode: number): ReadonlyMap<string, number> | null {
    return this.#folders.get(inode)?.now ?? null;
  }

  /** The bytes of a file, or null if it is none. */
  data(inode: number): Buffer | null {
    return this.#files.get(inode)?.now ?? null;
  }

  /** What is found when the power is back. */
  afterCut(spared: Spared): DiskEntry[] {
    const kept = new Map(
      [...this.#folders].map(([inode, { flushed }]) => [inode, new Map(flushed)]),
    );
    for (const { step, changes } of this.#unflushedNames) {
      if (!spared.name(step)) continue;
      for (const change of changes) rename(kept.get(change.folder) ?? new Map(), change);
    }
    const list = (folder: number, above: string): DiskEntry[] =>
      [...(kept.get(folder) ?? [])].flatMap(([name, inode]) => {
        const path = above === '' ? name : `${above}/${name}`;
        const file = this.#files.get(inode);
        if (!file) return [{ path, inode, data: null }, ...list(inode, path)];
        const sparedWrites = file.unflushed.filter(([step]) => spared.data(step));
        const data = sparedWrites.reduce(
          (bytes, [, write]) => afterWrite(bytes, write),
          file.flushed,
        );
        return [{ path, inode, data }];
      });
    return list(rootInode, '');
  }

  #file(inode: number): File {
    const file = this.#files.get(inode);
    if (!file) throw new Error(`no file ${inode}`);
    return file;
  }

  #folder(inode: number): Folder {
    const folder = this.#folders.get(inode);
    if (!folder) throw new Error(`no folder ${inode}`);
    return folder;
  }

  #make({ inode, isFolder }: Extract<DiskEvent, { readonly kind: 'made' }>): void {
    if (isFolder) this.#folders.set(inode, { now: new Map(), flushed: new Map() });
    else {
      const nothing = Buffer.alloc(0);
      this.#files.set(inode, { now: nothing, flushed: nothing, unflushed: [] });
    }
  }

  #flush(inode: number): void {
    const file = this.#files.get(inode);
    if (!file) return this.#flushNames(inode);
    file.flushed = file.now;
    file.unflushed.length = 0;
  }

  /** A step that also changed another folder is flushed whole, after all that came before it there. */
  #flushNames(inode: number): void {
    const folders = new Set([inode]);
    const left: NameStep[] = [];
    const flushed: NameStep[] = [];
    for (const step of this.#unflushedNames.toReversed()) {
      const isConcerned = step.changes.some(({ folder }) => folders.has(folder));
      (isConcerned ? flushed : left).push(step);
      if (isConcerned) for (const { folder } of step.changes) folders.add(folder);
    }
    for (const { changes } of flushed.toReversed()) {
      for (const change of changes) rename(this.#folder(change.folder).flushed, change);
    }
    this.#unflushedNames = left.toReversed();
  }
}

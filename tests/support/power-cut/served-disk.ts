import { Buffer } from 'node:buffer';
import { constants } from 'node:fs';
import { type DiskEvent, type NameChange, rootInode } from './disk-events.ts';
import {
  attributesAnswer,
  entriesAnswer,
  entryAnswer,
  type Facts,
  type FuseRequest,
  initAnswer,
  longAt,
  namesFrom,
  nothing,
  opcodes,
  openAnswer,
  Refused,
  statfsAnswer,
  wordAt,
} from './fuse-messages.ts';
import { SimulatedDisk } from './simulated-disk.ts';

/** Lines that are written to this file in the root are what the program tells people, or a wish to flush everything. */
export const toldName = '.told';
export const wishToFlush = 'flush everything';
const toldInode = 2;

const modeBits = 0o7777;
const noReplace = 1;
/** Bits of what `setattr` changes. */
const setsMode = 1;
const setsSize = 8;
const setsTime = 32;
const setsTimeToNow = 256;

type Meta = Omit<Facts, 'inode' | 'size'>;

const now = () => BigInt(Date.now()) * 1_000_000n;
const newMeta = (mode: number): Meta => ({ mode, linkCount: 1, changedAt: now() });

/** A disk in memory that answers the kernel, and notes whatever happens to it. */
export class ServedDisk {
  readonly events: DiskEvent[] = [];
  readonly #disk = new SimulatedDisk();
  readonly #metas = new Map<number, Meta>([
    [rootInode, newMeta(constants.S_IFDIR | 0o755)],
    [toldInode, newMeta(constants.S_IFREG | 0o644)],
  ]);
  #lastInode = toldInode;
  readonly #hasLinks: boolean;

  /** Like FAT, one without links gives no file a second name. */
  constructor({ hasLinks }: { readonly hasLinks: boolean }) {
    this.#hasLinks = hasLinks;
  }

  /** Null where the kernel wants no answer. */
  answer(request: FuseRequest): Buffer | Refused | null {
    const { opcode } = request;
    if ([opcodes.forget, opcodes.batchForget, opcodes.interrupt].some((one) => one === opcode)) {
      return null;
    }
    try {
      return this.#handlers[opcode]?.(request) ?? new Refused('ENOSYS');
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
  }

  readonly #handlers: Readonly<Record<number, (request: FuseRequest) => Buffer>> = {
    [opcodes.init]: ({ body }) => initAnswer(body),
    [opcodes.destroy]: () => nothing,
    [opcodes.lookup]: ({ node, body }) => this.#entry(this.#find(node, namesFrom(body, 0)[0])),
    [opcodes.getattr]: ({ node }) => attributesAnswer(this.#facts(node)),
    [opcodes.setattr]: ({ node, body }) => this.#setAttributes(node, body),
    [opcodes.mkdir]: ({ node, body }) =>
      this.#make(node, namesFrom(body, 8)[0], constants.S_IFDIR | (wordAt(body, 0) & modeBits)),
    [opcodes.create]: ({ node, body }) => {
      const mode = constants.S_IFREG | (wordAt(body, 4) & modeBits);
      return Buffer.concat([this.#make(node, namesFrom(body, 16)[0], mode), openAnswer]);
    },
    [opcodes.symlink]: ({ node, body }) => this.#makeLink(node, namesFrom(body, 0)),
    [opcodes.readlink]: ({ node }) => this.#data(node),
    [opcodes.link]: ({ node, body }) => this.#link(longAt(body, 0), node, namesFrom(body, 8)[0]),
    [opcodes.unlink]: ({ node, body }) => this.#remove(node, namesFrom(body, 0)[0]),
    [opcodes.rmdir]: ({ node, body }) => this.#remove(node, namesFrom(body, 0)[0]),
    [opcodes.rename]: ({ node, body }) => this.#rename([node, longAt(body, 0)], namesFrom(body, 8)),
    [opcodes.rename2]: ({ node, body }) => {
      const [, to = ''] = namesFrom(body, 16);
      const folder = longAt(body, 0);
      const isTaken = this.#names(folder).has(to);
      if ((wordAt(body, 8) & noReplace) !== 0 && isTaken) throw new Refused('EEXIST');
      return this.#rename([node, folder], namesFrom(body, 16));
    },
    [opcodes.open]: () => openAnswer,
    [opcodes.opendir]: () => openAnswer,
    [opcodes.read]: ({ node, body }) => {
      const at = longAt(body, 8);
      return this.#data(node).subarray(at, at + wordAt(body, 16));
    },
    [opcodes.write]: ({ node, body }) => this.#write(node, body),
    [opcodes.readdir]: ({ node, body }) =>
      entriesAnswer([...this.#names(node)], { from: longAt(body, 8), size: wordAt(body, 16) }),
    [opcodes.statfs]: () => statfsAnswer(),
    [opcodes.fsync]: ({ node }) => this.#flush(node),
    [opcodes.fsyncdir]: ({ node }) => this.#flush(node),
    [opcodes.flush]: () => nothing,
    [opcodes.release]: () => nothing,
    [opcodes.releasedir]: () => nothing,
  };

  #happened(event: DiskEvent): void {
    this.events.push(event);
    this.#disk.apply(event);
  }

  #names(folder: number): ReadonlyMap<string, number> {
    const names = this.#disk.names(folder);
    if (!names) throw new Refused('ENOTDIR');
    return names;
  }

  #data(inode: number): Buffer {
    return this.#disk.data(inode) ?? nothing;
  }

  #find(folder: number, name = ''): number {
    if (folder === rootInode && name === toldName) return toldInode;
    const inode = this.#names(folder).get(name);
    if (inode === undefined) throw new Refused('ENOENT');
    return inode;
  }

  #meta(inode: number): Meta {
    const meta = this.#metas.get(inode);
    if (!meta) throw new Refused('ENOENT');
    return meta;
  }

  #facts(inode: number): Facts {
    return { ...this.#meta(inode), inode, size: this.#data(inode).length };
  }

  #entry(inode: number): Buffer {
    return entryAnswer(this.#facts(inode));
  }

  #change(inode: number, meta: Partial<Meta>): void {
    this.#metas.set(inode, { ...this.#meta(inode), ...meta });
  }

  #named(...changes: readonly NameChange[]): void {
    this.#happened({ kind: 'named', changes });
  }

  #make(folder: number, name = '', mode: number): Buffer {
    if (this.#names(folder).has(name)) throw new Refused('EEXIST');
    const inode = (this.#lastInode += 1);
    this.#metas.set(inode, newMeta(mode));
    const isFolder = (mode & constants.S_IFMT) === constants.S_IFDIR;
    this.#happened({ kind: 'made', inode, isFolder });
    this.#named({ folder, name, inode });
    return this.#entry(inode);
  }

  #makeLink(folder: number, [name, target = '']: readonly string[]): Buffer {
    this.#make(folder, name, constants.S_IFLNK | 0o777);
    const inode = this.#lastInode;
    this.#happened({ kind: 'written', inode, at: 0, data: Buffer.from(target) });
    return this.#entry(inode);
  }

  #link(inode: number, folder: number, name = ''): Buffer {
    if (!this.#hasLinks) throw new Refused('EPERM');
    if (this.#names(folder).has(name)) throw new Refused('EEXIST');
    this.#change(inode, { linkCount: this.#meta(inode).linkCount + 1 });
    this.#named({ folder, name, inode });
    return this.#entry(inode);
  }

  #remove(folder: number, name = ''): Buffer {
    const inode = this.#find(folder, name);
    if ((this.#disk.names(inode)?.size ?? 0) > 0) throw new Refused('ENOTEMPTY');
    this.#change(inode, { linkCount: this.#meta(inode).linkCount - 1 });
    this.#named({ folder, name, inode: null });
    return nothing;
  }

  #rename([from, to]: readonly [number, number], [oldName = '', newName = '']: readonly string[]) {
    const inode = this.#find(from, oldName);
    const replaced = this.#names(to).get(newName);
    if (replaced !== undefined && (this.#disk.names(replaced)?.size ?? 0) > 0)
      throw new Refused('ENOTEMPTY');
    this.#named({ folder: from, name: oldName, inode: null }, { folder: to, name: newName, inode });
    return nothing;
  }

  #write(inode: number, body: Buffer): Buffer {
    const size = wordAt(body, 16);
    // The kernel's buffer is used again for its next request.
    const data = Buffer.from(body.subarray(40, 40 + size));
    if (inode === toldInode) this.#tell(data.toString('utf8'));
    else {
      this.#happened({ kind: 'written', inode, at: longAt(body, 8), data });
      this.#change(inode, { changedAt: now() });
      if ((wordAt(body, 32) & constants.O_DSYNC) !== 0) this.#flush(inode);
    }
    const answer = Buffer.alloc(8);
    answer.writeUInt32LE(size, 0);
    return answer;
  }

  #tell(lines: string): void {
    for (const text of lines.split('\n').filter(Boolean)) {
      this.#happened(text === wishToFlush ? { kind: 'all-flushed' } : { kind: 'told', text });
    }
  }

  #setAttributes(inode: number, body: Buffer): Buffer {
    const sets = wordAt(body, 0);
    if ((sets & setsSize) !== 0 && inode !== toldInode) {
      this.#happened({ kind: 'cut-off', inode, size: longAt(body, 16) });
    }
    if ((sets & setsMode) !== 0) {
      const kind = this.#meta(inode).mode & constants.S_IFMT;
      this.#change(inode, { mode: kind | (wordAt(body, 68) & modeBits) });
    }
    if ((sets & setsTimeToNow) !== 0) this.#change(inode, { changedAt: now() });
    else if ((sets & setsTime) !== 0) {
      const changedAt = BigInt(longAt(body, 40)) * 1_000_000_000n + BigInt(wordAt(body, 60));
      this.#change(inode, { changedAt });
    }
    return attributesAnswer(this.#facts(inode));
  }

  #flush(inode: number): Buffer {
    this.#happened({ kind: 'flushed', inode });
    return nothing;
  }
}

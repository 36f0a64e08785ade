import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, sep } from 'node:path';
import { Script } from 'node:vm';
import type { ImportService } from './service-program.ts';

/** Makes a folder and those above it that are missing. Throws the system's error. */
type MakeFolder = (path: string) => void;

/** What the first part of a program exports. */
export interface Program {
  /**
   * Null where it did what few runs do: what V8 compiled for that is not worth keeping. `entry` is the file of its entry. A
   * script by itself has no loader of modules, or one that Node warns of: so it is given one.
   */
  readonly start: (entry: string, importService: ImportService) => Promise<MakeFolder | null>;
}

interface Part {
  readonly filename: string;
  exports: Partial<Program>;
}

type RunPart = (exports: object, require: (id: string) => unknown, module: Part) => void;

const firstPart = 'start.cjs';

/** V8 drops code that has not run for a while: after a long run what starts a program would be missing. */
const longestKeptMs = 20_000;

/** What was a module stays as strict as one. */
const wrap = (words: string) =>
  `(function (exports, require, module) { 'use strict'; const __filename = module.filename; ${words}\n})`;

function readKept(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Flushed before it has its name: V8 does not look for damage in it. */
function writeKept(file: string, bytes: Buffer): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    const descriptor = openSync(unfinished, 'w');
    try {
      writeSync(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/**
 * Loads the parts of a built program and has V8 keep what it compiled of them, also each function that ran: Node's own cache holds what
 * was compiled when a module was loaded, which is a small part of it.
 */
function openParts(folder: string, keptFolder: string) {
  const require = createRequire(join(folder, firstPart));
  const parts = new Map<string, Part>();
  const unkept = new Map<string, Script>();

  function compile(name: string, filename: string): RunPart {
    const cachedData = readKept(join(keptFolder, name));
    const script = new Script(wrap(readFileSync(filename, 'utf8')), {
      filename,
      ...(cachedData && { cachedData }),
    });
    if (!cachedData || script.cachedDataRejected) unkept.set(name, script);
    return script.runInThisContext();
  }

  function load(name: string): Partial<Program> {
    const known = parts.get(name);
    if (known) return known.exports;
    const part: Part = { filename: join(folder, name), exports: {} };
    parts.set(name, part);
    const find = (id: string): unknown => (id.startsWith('./') ? load(basename(id)) : require(id));
    compile(name, part.filename)(part.exports, find, part);
    return part.exports;
  }

  return { load, unkept };
}

/** V8 compares nothing but lengths: what is kept belongs to one build, whose first part names all others with a hash of each. */
function keptFor(folder: string) {
  const first = readFileSync(join(folder, firstPart));
  const system = `${process.version}-${process.arch}-`;
  const name = `${system}${createHash('sha256').update(first).digest('hex').slice(0, 16)}`;
  const above = join(dirname(dirname(folder)), 'compiled', 'terminal');
  const kept = join(above, name);
  return {
    folder: kept,
    /** Also forgets what earlier builds left for the same Node. Throws where nothing can be written. */
    write(scripts: ReadonlyMap<string, Script>, makeFolder: MakeFolder): void {
      makeFolder(kept);
      for (const [part, script] of scripts) {
        writeKept(join(kept, part), script.createCachedData());
      }
      for (const other of readdirSync(above)) {
        if (!other.startsWith(system) || other === name) continue;
        rmSync(join(above, other), { recursive: true, force: true });
      }
    },
  };
}

/** What is written among the files of a package stays when that is removed. */
const isPackaged = (entry: string) => entry.includes(`${sep}app.asar.unpacked${sep}`);

/** Runs the built terminal. `entry` is the file of the program's own entry; `ranMs` says for how long this process has run. */
export async function runKeptProgram(
  entry: string,
  ranMs = () => performance.now(),
): Promise<void> {
  const folder = join(dirname(entry), 'terminal');
  const kept = keptFor(folder);
  const { load, unkept } = openParts(folder, kept.folder);
  const { start } = load(firstPart);
  const makeFolder = await start?.(entry, (url) => import(url));
  if (!makeFolder || isPackaged(entry) || unkept.size === 0 || ranMs() > longestKeptMs) return;
  try {
    kept.write(unkept, makeFolder);
  } catch {
    // The next start is no faster then.
  }
}

import { Buffer } from 'node:buffer';
import type { DatabaseSync } from 'node:sqlite';
import { foldedText } from './folded-names.ts';

/** For a word that every thousandth path has, the rows of a block are read for each hit: smaller blocks read fewer. */
const rowsOfBlock = 250;
/** The paths of more than a million tasks; the rows of older ones are looked through instead. */
const mostBytes = 128 * 1024 ** 2;

/** Both ends belong to it. */
export interface PositionRange {
  readonly first: number;
  readonly last: number;
}

/** What the path of a task has in it, and what its name has, as searches compare them. */
export interface Pieces {
  readonly paths: readonly string[];
  readonly names: readonly string[];
}

interface Block extends PositionRange {
  readonly paths: Buffer;
  /** The folder of all its files may have the word, too. */
  readonly names: Buffer;
}

const wholeRange: PositionRange = { first: 0, last: Number.MAX_SAFE_INTEGER };

const hasAll = (text: Buffer, pieces: readonly Buffer[]) =>
  pieces.every((piece) => text.includes(piece));

/**
 * The paths of the tasks in memory, as searches compare them: going through those of a million takes some 50 ms, through the
 * rows in the file twelve times as long. A path never changes, so that a block stays right: rows that are forgotten are not
 * found in the file any more, and newer ones are above the blocks.
 */
export interface PathBlocks {
  /** Reads one more block, the newest rows first. False when nothing is left to read. */
  readNext(): boolean;
  /** Outside of these ranges, the newest first, no task below `before` has all of the pieces. */
  rangesWith(pieces: Pieces, before: number): Generator<PositionRange>;
  /** Gives the memory back. */
  clear(): void;
}

export function createPathBlocks(database: DatabaseSync): PathBlocks {
  const select = (rows: string) =>
    database.prepare(`
      SELECT min(position) AS first, max(position) AS last, count(*) AS count,
        group_concat(path, char(10)) AS paths, group_concat(name, char(10)) AS names
      FROM (
        SELECT position, ${foldedText('shown_path', 'folded_path')} AS path, ${foldedText('name', 'folded_name')} AS name
        FROM tasks ${rows} LIMIT ${rowsOfBlock})`);
  const selectAbove = select('WHERE position > ? ORDER BY position');
  const selectBelow = select('WHERE position < ? ORDER BY position DESC');
  /** The newest first. */
  let blocks: Block[] = [];
  let sizeBytes = 0;
  let isAtTheBottom = false;

  const blockOf = (rows: typeof selectAbove, bound: number) => {
    const { first, last, count, paths, names } = rows.get(bound) ?? {};
    if (typeof first !== 'number' || typeof last !== 'number') return null;
    const lower = (text: unknown) => Buffer.from(String(text).toLowerCase());
    const block: Block = { first, last, paths: lower(paths), names: lower(names) };
    return { block, isFull: Number(count) === rowsOfBlock };
  };
  const readAbove = (newest: Block): boolean => {
    const read = blockOf(selectAbove, newest.last);
    // A few rows are looked through faster than they are taken in.
    if (!read?.isFull) return false;
    blocks.unshift(read.block);
    sizeBytes += read.block.paths.length + read.block.names.length;
    return true;
  };
  const readBelow = (bound: number): boolean => {
    if (isAtTheBottom || sizeBytes > mostBytes) return false;
    const read = blockOf(selectBelow, bound);
    isAtTheBottom = !read?.isFull;
    if (!read) return false;
    blocks.push(read.block);
    sizeBytes += read.block.paths.length + read.block.names.length;
    return !isAtTheBottom;
  };

  return {
    readNext() {
      const [newest] = blocks;
      const isReadAbove = newest !== undefined && readAbove(newest);
      return isReadAbove || readBelow(blocks.at(-1)?.first ?? wholeRange.last);
    },
    *rangesWith(pieces, before) {
      const inPaths = pieces.paths.map((piece) => Buffer.from(piece));
      const inNames = pieces.names.map((piece) => Buffer.from(piece));
      const last = before - 1;
      const [newest] = blocks;
      const oldest = blocks.at(-1);
      if (!newest || !oldest) {
        yield { first: 0, last };
        return;
      }
      yield { first: newest.last + 1, last };
      for (const block of blocks) {
        if (block.first > last) continue;
        if (!hasAll(block.names, inNames) || !hasAll(block.paths, inPaths)) continue;
        yield { first: block.first, last: Math.min(block.last, last) };
      }
      if (!isAtTheBottom) yield { first: 0, last: Math.min(oldest.first - 1, last) };
    },
    clear() {
      [blocks, sizeBytes, isAtTheBottom] = [[], 0, false];
    },
  };
}

import { Buffer } from 'node:buffer';
import { randomInt } from 'node:crypto';
import { createColumn } from './column.ts';

/** Of one part of the index. */
const smallest = 64;
const partCount = 64;
/** In the index, for a slot that was given back. A slot stands there as its number and one more; 0 is a free place. */
const gone = 2 ** 32 - 1;
const wordCount = 4;

/** A small number for each id, by which columns can hold what is known of it. */
export interface IdSlots {
  readonly size: number;
  /** -1 for an id that has none. */
  slotOf(id: string): number;
  /** The id's own slot, or a free one that is its own from now on. */
  take(id: string): number;
  /** Of a slot that is taken. */
  idOf(slot: number): string;
  /** Another id may have the slot next. False for an id that has none. */
  giveBack(id: string): boolean;
}

const uuidLength = 36;
const dash = '-'.charCodeAt(0);
const digits = Buffer.from('0123456789abcdef');
/** 255 for what is no digit as a UUID is written here. */
const valueOf = new Uint8Array(256).fill(255);
for (const [value, code] of digits.entries()) valueOf[code] = value;

const isDashAt = (at: number) => at === 8 || at === 13 || at === 18 || at === 23;

/** The words that were read last; also what the next text is written from. */
const words = new Uint32Array(wordCount);
const text = Buffer.alloc(uuidLength, dash);

/** Into `words`. False for other texts than a UUID in small letters. */
function readUuid(id: string): boolean {
  if (id.length !== uuidLength) return false;
  let [word, count] = [0, 0];
  for (let at = 0; at < uuidLength; at += 1) {
    const code = id.charCodeAt(at);
    if (isDashAt(at)) {
      if (code !== dash) return false;
      continue;
    }
    const value = valueOf[code] ?? 255;
    if (value === 255) return false;
    word = (word << 4) | value;
    count += 1;
    if (count % 8 === 0) words[count / 8 - 1] = word;
  }
  return true;
}

/** From `words`. */
function writeUuid(): string {
  let count = 0;
  for (let at = 0; at < uuidLength; at += 1) {
    if (isDashAt(at)) continue;
    const word = words[count >>> 3] ?? 0;
    text[at] = digits[(word >>> (28 - 4 * (count & 7))) & 15] ?? dash;
    count += 1;
  }
  return text.toString('latin1');
}

/** Ids that were chosen to meet in the index elsewhere do not here. */
const seed = randomInt(2 ** 32);

function mixed(): number {
  let hash = seed;
  for (let at = 0; at < wordCount; at += 1) {
    hash = Math.imul(hash ^ (words[at] ?? 0), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}

/** UUIDs as four words each and an index over them, in parts that grow one after another. */
function createUuids() {
  const column = createColumn(Uint32Array);
  const parts = Array.from({ length: partCount }, () => ({
    places: new Uint32Array(smallest),
    usedCount: 0,
  }));
  const first = { places: new Uint32Array(smallest), usedCount: 0 };
  /** The part goes by bits that the place in it does not go by. */
  const partOf = (hash: number) => parts[(hash >>> 26) % partCount] ?? first;

  const isAt = (slot: number) => {
    for (let at = 0; at < wordCount; at += 1)
      if (column.get(slot * wordCount + at) !== words[at]) return false;
    return true;
  };
  const load = (slot: number) => {
    for (let at = 0; at < wordCount; at += 1) words[at] = column.get(slot * wordCount + at);
  };
  const place = (places: Uint32Array, hash: number, isIt: (entry: number) => boolean): number => {
    const mask = places.length - 1;
    let at = hash & mask;
    while (places[at] !== 0 && !isIt(places[at] ?? 0)) at = (at + 1) & mask;
    return at;
  };
  const isRead = (entry: number) => entry !== gone && isAt(entry - 1);

  /** Without those that are gone. Reads other words. */
  const grow = (part: (typeof parts)[number]) => {
    const live = part.places.filter((entry) => entry !== 0 && entry !== gone);
    const length =
      live.length * 4 > part.places.length ? part.places.length * 2 : part.places.length;
    part.places = new Uint32Array(length);
    part.usedCount = live.length;
    for (const entry of live) {
      load(entry - 1);
      part.places[place(part.places, mixed(), () => false)] = entry;
    }
  };

  return {
    /** Of what was read; -1 if it is not there. */
    find(): number {
      const hash = mixed();
      const { places } = partOf(hash);
      return (places[place(places, hash, isRead)] ?? 0) - 1;
    },
    /** What was read is not there yet. */
    add(slot: number): void {
      for (let at = 0; at < wordCount; at += 1) column.set(slot * wordCount + at, words[at] ?? 0);
      const hash = mixed();
      const part = partOf(hash);
      if (part.usedCount * 3 >= part.places.length * 2) grow(part);
      part.places[place(part.places, hash, () => false)] = slot + 1;
      part.usedCount += 1;
    },
    /** The slot of what was read, which is not there any more; -1 if it was not. */
    remove(): number {
      const hash = mixed();
      const { places } = partOf(hash);
      const at = place(places, hash, isRead);
      const slot = (places[at] ?? 0) - 1;
      if (slot >= 0) places[at] = gone;
      return slot;
    },
    idOf(slot: number): string {
      load(slot);
      return writeUuid();
    },
  };
}

/**
 * Takes 22 to 28 bytes for each UUID, where a text and its entry in a `Map` take more than 100, and the garbage collector has
 * nothing to look through. Ids of another form are kept as they are.
 */
export function createIdSlots(): IdSlots {
  const uuids = createUuids();
  const others = new Map<string, number>();
  const otherIds = new Map<number, string>();
  const free: number[] = [];
  let slotCount = 0;

  const freeSlot = (): number => {
    const slot = free.pop() ?? slotCount;
    if (slot === slotCount) slotCount += 1;
    return slot;
  };
  const slotOf = (id: string) => (readUuid(id) ? uuids.find() : (others.get(id) ?? -1));
  const removeOther = (id: string): number => {
    const slot = others.get(id) ?? -1;
    others.delete(id);
    otherIds.delete(slot);
    return slot;
  };

  return {
    get size() {
      return slotCount - free.length;
    },
    slotOf,
    take(id) {
      const isUuid = readUuid(id);
      const own = isUuid ? uuids.find() : (others.get(id) ?? -1);
      if (own >= 0) return own;
      const slot = freeSlot();
      if (isUuid) uuids.add(slot);
      else {
        others.set(id, slot);
        otherIds.set(slot, id);
      }
      return slot;
    },
    idOf: (slot) => otherIds.get(slot) ?? uuids.idOf(slot),
    giveBack(id) {
      const slot = readUuid(id) ? uuids.remove() : removeOther(id);
      if (slot >= 0) free.push(slot);
      return slot >= 0;
    },
  };
}

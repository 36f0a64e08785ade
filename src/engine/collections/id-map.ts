const partCount = 256;

/** What is known of tasks by their ids. Not in any order. */
export interface IdMap<Value> {
  readonly size: number;
  has(id: string): boolean;
  get(id: string): Value | undefined;
  set(id: string, value: Value): void;
  delete(id: string): boolean;
}

/** Two of its hexadecimal digits. Of other texts than random ids some parts get more than others. */
const digit = (code: number) => (code & 15) + (code >> 6) * 9;
const partOf = (id: string) =>
  ((digit(id.charCodeAt(0)) << 4) | (digit(id.charCodeAt(id.length - 1)) & 15)) % partCount;

/** A `Map` of a million takes 0.1 s to grow. This one has many small ones, which do not grow at the same moment. */
export function createIdMap<Value>(): IdMap<Value> {
  const parts = Array.from({ length: partCount }, () => new Map<string, Value>());
  const first = new Map<string, Value>();
  const part = (id: string) => parts[partOf(id)] ?? first;
  let size = 0;
  return {
    get size() {
      return size;
    },
    has: (id) => part(id).has(id),
    get: (id) => part(id).get(id),
    set(id, value) {
      const map = part(id);
      size -= map.size;
      map.set(id, value);
      size += map.size;
    },
    delete(id) {
      const isDeleted = part(id).delete(id);
      if (isDeleted) size -= 1;
      return isDeleted;
    },
  };
}

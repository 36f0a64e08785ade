/** No list of any channel is longer. */
export const longestList = 100_000;

/** Lists are no deeper in a request: in a field of a field. */
const deepest = 2;

const ownValues = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)
    ? Object.values(value)
    : [];

/** Whether a list, or an object in place of one, is longer than any may be. */
export function isTooLong(raw: unknown, depth = deepest): boolean {
  if (Array.isArray(raw)) return raw.length > longestList;
  if (depth === 0) return false;
  const values = ownValues(raw);
  return values.length > longestList || values.some((value) => isTooLong(value, depth - 1));
}

/** The names of the fields that lead to a list. */
export type Way = readonly string[];

/** Where lists are that are longer than this. */
export function waysToLists(raw: unknown, length: number, depth = deepest): Way[] {
  if (Array.isArray(raw)) return raw.length > length ? [[]] : [];
  if (depth === 0 || ownValues(raw).length === 0) return [];
  return Object.entries(raw ?? {}).flatMap(([name, value]) =>
    waysToLists(value, length, depth - 1).map((way) => [name, ...way]),
  );
}

export function valueAt(value: unknown, [name, ...rest]: Way): unknown {
  return name === undefined ? value : valueAt(Reflect.get(Object(value), name), rest);
}

/** The same with another list there, which must be of the same kind. */
export function withList<Value>(value: Value, way: Way, list: unknown): Value;
export function withList(value: unknown, [name, ...rest]: Way, list: unknown): unknown {
  if (name === undefined) return list;
  return { ...Object(value), [name]: withList(valueAt(value, [name]), rest, list) };
}

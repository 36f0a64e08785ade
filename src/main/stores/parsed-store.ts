import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type ElectronStore from 'electron-store';

let Library: typeof ElectronStore | null = null;
const waiting: (() => void)[] = [];

/**
 * Loads what writes the files: compiling it takes as long as all else that main does before the window is drawn. What was
 * replaced before is written then.
 */
export async function loadStoreLibrary(): Promise<void> {
  Library ??= (await import('electron-store')).default;
  for (const write of waiting.splice(0)) write();
}

interface Parser<Value> {
  safeParse(raw: unknown): {
    readonly success: boolean;
    readonly data?: Value | undefined;
    readonly error?: { readonly issues: readonly { readonly path: Path }[] };
  };
}

export interface ParsedStoreOptions<Value> {
  readonly folder: string;
  /** The file's name without `.json`. */
  readonly name: string;
  readonly schema: Parser<Value>;
  readonly fallback: Value;
  /** Told the name under which a file that could not be understood was kept. */
  readonly onBadFile: (keptAs: string) => void;
}

export interface ParsedStore<Value> {
  readonly read: () => Value;
  readonly replace: (value: Value) => void;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

type Fields = Readonly<Record<string, unknown>>;

interface Found<Value> {
  readonly value: Value;
  /** All that the file says. A newer version may have written fields that are not known here. */
  readonly fields: Fields;
  readonly isWhole: boolean;
}

function fieldsOf(text: string): Fields | null {
  try {
    const raw: unknown = JSON.parse(text);
    const isObject = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
    return isObject ? { ...raw } : null;
  } catch {
    return null;
  }
}

type Path = readonly PropertyKey[];

/** The fields that are understood, and of a list what is understood in it. */
function understood(fields: Fields, strange: readonly Path[]): Fields {
  const kept = Object.entries(fields).flatMap(([name, value]) => {
    const here = strange.filter(([first]) => first === name).map(([, place]) => place);
    if (here.length === 0) return [[name, value] as const];
    if (!Array.isArray(value) || here.some((place) => typeof place !== 'number')) return [];
    return [[name, value.filter((_, place) => !here.includes(place))] as const];
  });
  return Object.fromEntries(kept);
}

/** Where a field is not understood, the others still are. */
function parsed<Value>(text: string, schema: Parser<Value>): Found<Value> | null {
  const fields = fieldsOf(text);
  if (fields === null) return null;
  const whole = schema.safeParse(fields);
  if (whole.data !== undefined) return { value: whole.data, fields, isWhole: true };
  const strange = whole.error?.issues.map(({ path }) => path) ?? [];
  const part = schema.safeParse(understood(fields, strange));
  return part.data === undefined ? null : { value: part.data, fields, isWhole: false };
}

function keepAside(folder: string, name: string): string {
  const keptAs = `${name}.bad-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.json`;
  renameSync(join(folder, `${name}.json`), join(folder, keptAs));
  return keptAs;
}

/**
 * A small JSON file of the app's own, parsed when opened. One that is not understood is kept aside, and what can be read of it
 * or the fallback taken. Fields that only a newer version knows stay in the file.
 * The whole file is rewritten, atomically, on each `replace`, once `loadStoreLibrary` has resolved.
 */
export function openParsedStore<Value extends object>(
  options: ParsedStoreOptions<Value>,
): ParsedStore<Value> {
  const { folder, name, schema, fallback, onBadFile } = options;
  const text = readIfThere(join(folder, `${name}.json`));
  const found = text === null ? null : parsed(text, schema);
  if (text !== null && !found?.isWhole) onBadFile(keepAside(folder, name));
  let value = found?.value ?? fallback;
  let store: ElectronStore | null = null;
  const write = () => {
    if (!Library) {
      waiting.push(write);
      return;
    }
    store ??= new Library({ cwd: folder, name });
    store.store = { ...found?.fields, ...value };
  };
  return {
    read: () => value,
    replace(next) {
      value = next;
      write();
    },
  };
}

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
  safeParse(raw: unknown): { readonly success: boolean; readonly data?: Value | undefined };
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

function parsed<Value>(text: string, schema: Parser<Value>): Value | undefined {
  try {
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}

function keepAside(folder: string, name: string): string {
  const keptAs = `${name}.bad-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.json`;
  renameSync(join(folder, `${name}.json`), join(folder, keptAs));
  return keptAs;
}

/**
 * A small JSON file of the app's own, parsed when opened. One that is not understood is kept aside and the fallback taken.
 * The whole file is rewritten, atomically, on each `replace`, once `loadStoreLibrary` has resolved.
 */
export function openParsedStore<Value extends object>(
  options: ParsedStoreOptions<Value>,
): ParsedStore<Value> {
  const { folder, name, schema, fallback, onBadFile } = options;
  const text = readIfThere(join(folder, `${name}.json`));
  const found = text === null ? fallback : parsed(text, schema);
  if (found === undefined) onBadFile(keepAside(folder, name));
  let value = found ?? fallback;
  let store: ElectronStore | null = null;
  const write = () => {
    if (!Library) {
      waiting.push(write);
      return;
    }
    store ??= new Library({ cwd: folder, name });
    store.store = Object.fromEntries(Object.entries(value));
  };
  return {
    read: () => value,
    replace(next) {
      value = next;
      write();
    },
  };
}

// The library's entry: what programs that import `thumbline` get.
import { quietSqlite } from '../engine/history/quiet-sqlite.ts';
import type { CreateEngine } from './public.ts';

const oldest = [22, 18] as const;
const entry = import.meta.filename;

/** See `CreateEngine` in `public.ts`. */
export const createEngine: CreateEngine = async (options = {}) => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    throw new Error(
      `This is Node ${process.versions.node}. Thumbline needs Node ${oldest.join('.')} or newer.`,
    );
  }
  quietSqlite({ inThreads: false });
  // An older Node could not even load it.
  const { openEngine } = await import('./open-engine.ts');
  return openEngine(entry, options);
};

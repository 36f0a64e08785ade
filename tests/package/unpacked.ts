import { join } from 'node:path';

/** What `npm run package` made. */
export const unpacked = join(import.meta.dirname, '../../release/linux-unpacked');

/** A person of its own, who has never started Thumbline. Root has no sandbox to offer. */
export function freshPerson(home: string): NodeJS.ProcessEnv {
  const env = Object.entries(process.env).filter(([name]) => !name.startsWith('XDG_'));
  const isRoot = process.getuid?.() === 0;
  const noSandbox = isRoot ? { ELECTRON_DISABLE_SANDBOX: '1' } : {};
  // The folder that is tested stays as it was made.
  const quiet = { NODE_DISABLE_COMPILE_CACHE: '1' };
  return { ...Object.fromEntries(env), ...noSandbox, ...quiet, HOME: home };
}

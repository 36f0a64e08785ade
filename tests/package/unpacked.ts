import { join } from 'node:path';
import { unpacked } from '../../scripts/package/folders.js';
import { whyNoSandbox } from '../../scripts/sandbox.js';

export { unpacked };
export const app = join(unpacked, 'thumbline-app');

/** A person of its own, who has never started Thumbline. */
export function freshPerson(home: string): NodeJS.ProcessEnv {
  const env = Object.entries(process.env).filter(([name]) => !name.startsWith('XDG_'));
  const noSandbox = whyNoSandbox(app) === null ? {} : { ELECTRON_DISABLE_SANDBOX: '1' };
  // The folder that is tested stays as it was made.
  const quiet = { NODE_DISABLE_COMPILE_CACHE: '1' };
  // Chromium leaves a folder there when it is ended from outside.
  return { ...Object.fromEntries(env), ...noSandbox, ...quiet, HOME: home, TMPDIR: home };
}

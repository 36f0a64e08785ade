import { execFile } from 'node:child_process';
import type { Protection } from '../../../shared/ipc/protection.ts';
import { boxTrial, type DecoderBox, theBox } from './decoder-box.ts';
import { findProgram } from './find-program.ts';
import { linuxWrappers } from './linux-wrappers.ts';

const trialMs = 2000;

function works([program, ...words]: readonly string[]): Promise<boolean> {
  if (program === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    execFile(program, words, { timeout: trialMs, killSignal: 'SIGKILL' }, (error) =>
      resolve(error === null),
    );
  });
}

async function levelWithoutBox(): Promise<Protection['level']> {
  for (const wrapper of linuxWrappers(process.getuid?.() === 0)) {
    if (await works([...wrapper, 'true'])) {
      return wrapper.includes('--net') ? 'no-network' : 'few-rights';
    }
  }
  return 'process';
}

/** How far decoders are closed off here, found by trying what they are started with; no call waits. */
export async function findProtection(box: DecoderBox = theBox()): Promise<Protection> {
  if (process.platform !== 'linux') return { level: 'process', bubblewrap: 'elsewhere' };
  if (box.isUsed() && (await works(boxTrial()))) return { level: 'box', bubblewrap: 'used' };
  const bubblewrap = findProgram('bwrap') === null ? 'missing' : 'refused';
  return { level: await levelWithoutBox(), bubblewrap };
}

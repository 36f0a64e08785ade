import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolderSync } from '../../engine/files/index.ts';
import type { TaskId } from '../../shared/task/task.ts';

const idBytes = 16;
const secretBytes = 32;

export interface UploadIds {
  /** 128 random bits: nobody guesses the id of somebody else's task. */
  fresh(): TaskId;
  /** What a submitter's key always means, so that no table of keys has to be kept. */
  ofKey(submitter: string, key: string): TaskId;
}

/** Made once and kept in a file that only the service's user may read. */
function openSecret(path: string): Buffer {
  if (!existsSync(path)) {
    makeFolderSync(dirname(path));
    writeFileSync(path, randomBytes(secretBytes), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(path);
}

export function openUploadIds(secretPath: string): UploadIds {
  const secret = openSecret(secretPath);
  return {
    fresh: () => randomBytes(idBytes).toString('hex'),
    ofKey(submitter, key) {
      const mac = createHmac('sha256', secret).update(`${submitter}\0${key}`).digest();
      return mac.subarray(0, idBytes).toString('hex');
    },
  };
}

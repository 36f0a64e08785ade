import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const oldest = [22, 18] as const;

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/**
 * The Node that npm brought with the project; only Linux needs one, because of Electron. Beside an installed package it may be one that
 * somebody else brought.
 */
function broughtNode(): string | null {
  const name = `node-linux-${process.arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    const node = join(dirname(manifest), 'bin', 'node');
    const [, version = ''] = /"version":\s*"([^"]+)"/.exec(readFileSync(manifest, 'utf8')) ?? [];
    return existsSync(node) && isNewEnough(version) ? node : null;
  } catch {
    return null;
  }
}

/** The present program, if it is a plain Node that is new enough. */
function presentNode(): string | null {
  const { node, electron } = process.versions;
  const isPlain = electron === undefined;
  return isPlain && isNewEnough(node) ? process.execPath : null;
}

/**
 * Path of the Node that workers run in, in a checkout or an installed package; null when there is none.
 * A packaged app knows its own and does not ask.
 */
export function findNode(): string | null {
  const brought = process.platform === 'linux' ? broughtNode() : null;
  return brought ?? presentNode();
}

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import { KeptToken } from '../../shared/server/server-address.ts';

/** The token of one server. It is given out for that server's address only. */
export interface TokenStore {
  /** False where this computer has no safe place: the token is then known until the app ends. */
  readonly isKept: boolean;
  tokenFor(address: string): string | null;
  keep(address: string, token: string): void;
}

/** Without a keyring Electron would encrypt with a key that everybody knows. */
function isSafe(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

function read(file: string): KeptToken | null {
  try {
    return KeptToken.parse(JSON.parse(safeStorage.decryptString(readFileSync(file))));
  } catch {
    // There is none, or the keyring is another one now: it is asked for again.
    return null;
  }
}

export function openTokenStore(folder: string): TokenStore {
  const file = join(folder, 'server-token');
  const isKept = isSafe();
  let kept = isKept ? read(file) : null;
  return {
    isKept,
    tokenFor: (address) => (kept?.address === address ? kept.token : null),
    keep(address, token) {
      kept = { address, token };
      if (!isKept) return rmSync(file, { force: true });
      writeFileSync(file, safeStorage.encryptString(JSON.stringify(kept)), { mode: 0o600 });
    },
  };
}

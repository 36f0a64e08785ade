import { isAbsolute, join } from 'node:path';
import type { Replaceable } from './electron-updater.ts';

interface Installation {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  /** The program that runs. */
  readonly execPath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the package says where newer versions are. */
  readonly hasAddress: boolean;
}

/**
 * How this copy can be replaced by a newer one; null where it is not the app's to do: a checkout, a package of the system's (deb,
 * rpm), an unpacked archive, the portable program of Windows.
 */
export function findReplaceable({
  isPackaged,
  platform,
  execPath,
  env,
  hasAddress,
}: Installation): Replaceable | null {
  if (!isPackaged || !hasAddress) return null;
  const { APPIMAGE: image, APPDIR: mount, PORTABLE_EXECUTABLE_DIR: portable } = env;
  if (platform === 'linux') {
    // A program that was started from another AppImage inherits that one's names.
    const isOurs = mount !== undefined && execPath.startsWith(join(mount, '/'));
    return isOurs && image && isAbsolute(image) ? { kind: 'app-image', path: image } : null;
  }
  if (platform === 'darwin') return { kind: 'mac' };
  return platform === 'win32' && portable === undefined ? { kind: 'nsis' } : null;
}

import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the app keeps its files: Electron's folder for its name on this system. */
export function appFolder(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const home = homedir();
  if (platform === 'win32') {
    return join(environment['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Thumbline');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Thumbline');
  return join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'Thumbline');
}

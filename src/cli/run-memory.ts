import { homedir } from 'node:os';
import { join } from 'node:path';
import { openHistory, type OpenedHistory } from '../engine/history/open-history.ts';

/** The folder where this system keeps what programs remember for a person. */
export function dataFolder(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const home = homedir();
  if (platform === 'win32') {
    return join(environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'thumbline-cli');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'thumbline-cli');
  return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'thumbline-cli');
}

/** What runs in the terminal remember from one to the next; the app has its own. */
export function openRunMemory(): OpenedHistory {
  return openHistory(join(dataFolder(), 'memory.db'));
}

import { keyWords } from '../../../shared/commands/keys.ts';
import { useSettings } from '../../store/settings-store.ts';

/** A key as the menus of this system write it. */
export function shownKeys([key]: readonly [string, ...string[]]): string {
  return keyWords(key, useSettings.getState().facts?.platform === 'darwin');
}

import { useSettings } from '../../store/settings-store.ts';

/** How this system writes its keys. */
export function useKeyWords() {
  const isMac = useSettings((settings) => settings.facts?.platform === 'darwin');
  return isMac ? { command: '⌘', isMac } : { command: 'Ctrl+', isMac };
}

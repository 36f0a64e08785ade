import { useEffect } from 'react';
import { useSettings } from '../../store/settings-store.ts';

/** Follows the chosen theme; without one the system decides. */
export function useTheme(): void {
  const theme = useSettings(({ settings }) => settings.theme);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
  }, [theme]);
}

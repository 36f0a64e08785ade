import { create } from 'zustand';
import type { WatchReport } from '../../shared/settings/watch-report.ts';
import { thumbline } from './bridge.ts';
import { ask } from './notices.ts';

/** The watched folders; null until they are known. */
export const useWatched = create<{ readonly folders: readonly WatchReport[] | null }>(() => ({
  folders: null,
}));

export async function loadWatched(): Promise<void> {
  if (!thumbline.can.watches) return;
  const folders = await ask(thumbline.listWatched());
  if (folders) useWatched.setState({ folders });
}

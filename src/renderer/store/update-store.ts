import { create } from 'zustand';
import type { UpdateState } from '../../shared/settings/update-state.ts';
import { thumbline } from './bridge.ts';
import { ask } from './notices.ts';

/** Newer versions of the app; `state` is null where this copy is not updated by the app. */
export const useUpdate = create<{ readonly state: UpdateState | null }>(() => ({ state: null }));

export async function loadUpdate(): Promise<void> {
  if (!thumbline.can.updates) return;
  useUpdate.setState({ state: await ask(thumbline.readUpdate()) });
}

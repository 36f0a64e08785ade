import { create } from 'zustand';
import { type Overlay, overlays } from '../../shared/ipc/announcements.ts';
import { useView } from './view-store.ts';

interface OverlayFacts {
  readonly open: Overlay | null;
  /** The setting that shall be in sight and have the keyboard, until it has. */
  readonly wantedSetting: string | null;
}

/** What is open above the page; one thing at a time. */
export const useOverlay = create<OverlayFacts>(() => ({ open: null, wantedSetting: null }));

export const openOverlay = (open: Overlay): void => useOverlay.setState({ open });
export const closeOverlay = (): void => useOverlay.setState({ open: null });

export const isOverlay = (name: string): name is Overlay => overlays.some((one) => one === name);

/** By its id in the records of the settings. */
export function openSetting(setting: string): void {
  useView.getState().goTo('settings');
  useOverlay.setState({ wantedSetting: setting });
}

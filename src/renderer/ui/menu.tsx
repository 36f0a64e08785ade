import type { ReactElement, ReactNode } from 'react';
import { laterPopup } from './later-popup.tsx';

export interface MenuItem {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly keys?: string;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
  readonly onSelect: () => void;
}

/** Opens a menu beside it. */
export interface MenuBranch {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly entries: readonly MenuItem[];
}

export type MenuEntry = MenuItem | MenuBranch | 'separator';

export interface MenuProps {
  trigger: ReactElement<Record<string, unknown>>;
  entries: readonly MenuEntry[];
  align?: 'start' | 'end';
}

export const Menu = laterPopup<MenuProps>(
  'menu',
  async () => (await import('./open-menu.tsx')).OpenMenu,
);

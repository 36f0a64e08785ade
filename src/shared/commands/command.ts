import type { Overlay, Place } from '../ipc/announcements.ts';
import type { Capability } from '../ipc/capabilities.ts';
import type { SettingsChange } from '../settings/settings.ts';

/** Where the menu bar has a command. */
export const commandMenus = ['file', 'edit', 'queue', 'view', 'help'] as const;
export type CommandMenu = (typeof commandMenus)[number];

/** What decides whether a command is possible. Whoever does not know a fact says true: a command that finds nothing does nothing. */
export interface CommandFacts {
  readonly isPaused: boolean;
  readonly hasUnsettled: boolean;
  readonly hasSettled: boolean;
  readonly hasFailed: boolean;
  readonly hasSamples: boolean;
}

/** Carries commands out: the page for the palette and its keys, main for the menu bar and the tray. */
export interface CommandHost {
  readonly add: (kind: 'files' | 'folder' | 'samples') => void;
  readonly importPresets: () => void;
  readonly undoLast: () => void;
  readonly queue: (verb: 'pause' | 'resume' | 'cancelAll' | 'retryFailed' | 'clear') => void;
  readonly show: (what: Place | 'search' | Overlay) => void;
  readonly change: (change: SettingsChange) => void;
  readonly toggleDropWindow: () => void;
  readonly showLicences: () => void;
}

export interface CommandKey {
  /** As Electron writes it: `CmdOrCtrl+Shift+O`. */
  readonly key: string;
  /**
   * The page acts on it. Others are the menu bar's alone: in a browser they mean something else. `outside-text`: but not
   * while a text is edited, or a dialog or a menu is open, which have their own use for it.
   */
  readonly inPage?: 'everywhere' | 'outside-text';
}

/** All there is to know about a command. The menu bar, the palette and the list of keys are made of these. */
export interface CommandRecord {
  readonly id: string;
  /** Its first key is shown. */
  readonly keys?: readonly CommandKey[];
  /** Without one only the palette has it. */
  readonly menu?: CommandMenu;
  /** Begins a new group in its menu. */
  readonly beginsGroup?: true;
  /** The tray's menu has it, too. */
  readonly inTray?: true;
  readonly needs?: Capability;
  readonly isPossible?: (facts: CommandFacts) => boolean;
  readonly run: (host: CommandHost) => void;
}

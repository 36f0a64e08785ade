import type { ServerReport } from '../server/server-state.ts';
import type { Settings } from '../settings/settings.ts';
import type { Change } from '../task/change.ts';
import type { Preset } from '../task/preset.ts';
import type { Receipt } from '../task/receipt.ts';
import type { SavingNews } from '../task/saving.ts';

/** The places of the window. */
export const places = ['queue', 'history', 'monitor', 'settings'] as const;
export type Place = (typeof places)[number];

/** Everything main tells its windows unasked. Changes are gathered for about 50 ms. */
export interface Announcements {
  'queue:changed': readonly Change[];
  /** Changes were missed and cannot be told any more: whoever mirrors the queue reads it anew. */
  'queue:missed': null;
  'settings:changed': Settings;
  'server:changed': ServerReport;
  'presets:changed': readonly Preset[];
  /** Files came in by another door than this window: argv, a second instance, the system, the menu. */
  'files:received': Receipt;
  /** How far a file of results is; null when it is done or given up. */
  'save:progressed': SavingNews | null;
  /** The menu asks for a place or for a field to be focused. */
  'view:requested': Place | 'search';
  /** The menu asks for the last batch to be undone. */
  'undo:requested': null;
  /** One plain line worth showing: for example that a settings file could not be read. */
  'notice:raised': string;
}

export const announcementChannels = [
  'queue:changed',
  'queue:missed',
  'settings:changed',
  'server:changed',
  'presets:changed',
  'files:received',
  'save:progressed',
  'view:requested',
  'undo:requested',
  'notice:raised',
] as const satisfies readonly (keyof Announcements)[];

import type { AsText } from './as-text.ts';
import type { ServerReport } from '../server/server-state.ts';
import type { UpdateState } from '../settings/update-state.ts';
import type { Settings } from '../settings/settings.ts';
import type { WatchReport } from '../settings/watch-report.ts';
import type { Change } from '../task/change.ts';
import type { ClearingNews } from '../task/history.ts';
import type { Preset } from '../task/preset.ts';
import type { Receipt } from '../task/receipt.ts';
import type { SavingNews } from '../task/saving.ts';
import type { BatchId } from '../task/task.ts';

/** The places of the window. */
export const places = ['queue', 'history', 'monitor', 'settings'] as const;
export type Place = (typeof places)[number];

/** What opens above the page: the palette of commands, the list of keys, and what helps. */
export const overlays = ['palette', 'keys', 'guide', 'report', 'about'] as const;
export type Overlay = (typeof overlays)[number];

interface Announcement<News> {
  /** Never there: it carries the type. */
  readonly news?: News;
}

const of = <News>(): Announcement<News> => ({});

/** Everything main tells its windows unasked. Changes are gathered for about 50 ms. */
export const announcements = {
  'queue:changed': of<readonly Change[] | AsText<readonly Change[]>>(),
  /** Changes were missed and cannot be told any more: whoever mirrors the queue reads it anew. */
  'queue:missed': of<null>(),
  'settings:changed': of<Settings>(),
  'server:changed': of<ServerReport>(),
  'update:changed': of<UpdateState>(),
  'watch:changed': of<readonly WatchReport[]>(),
  'presets:changed': of<readonly Preset[]>(),
  /** Files came in by another door than this window: argv, a second instance, the system, the menu. */
  'files:received': of<Receipt>(),
  /** How far a file of results or an export is; null when it is done or given up. */
  'save:progressed': of<SavingNews | null>(),
  /** How far clearing the history is; null when it is done or given up. */
  'history:clearing': of<ClearingNews | null>(),
  /** The history is found to be damaged while it is in use. */
  'history:damaged': of<null>(),
  /** The menu asks for a place, for a field to be focused, or for what opens above the page. */
  'view:requested': of<Place | 'search' | Overlay>(),
  /** A batch shall be undone, after asking: this one, or the last where none is named. */
  'undo:requested': of<BatchId | null>(),
  /** One plain line worth showing: for example that a settings file could not be read. */
  'notice:raised': of<string>(),
} as const;

export type Announcements = {
  readonly [Name in keyof typeof announcements]: Required<(typeof announcements)[Name]>['news'];
};

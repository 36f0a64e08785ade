import type { Capability } from '../../../shared/ipc/capabilities.ts';
import { settingsWords } from '../../../shared/words/areas/settings.ts';
import { watchingWords } from '../../../shared/words/areas/watching.ts';
import { thumbline } from '../../store/bridge.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useUpdate } from '../../store/update-store.ts';

interface SettingRecord {
  readonly title: string;
  readonly needs?: Capability;
  /** Where a capability does not say it. */
  readonly isHere?: () => boolean;
}

// A Mac's programs stay without a window.
const isNoMac = () => useSettings.getState().facts?.platform !== 'darwin';
const isUpdatedByApp = () => useUpdate.getState().state !== null;

/** Each row of the settings, in their order. The screen shows and the palette finds what is here. */
const records = {
  theme: { title: settingsWords('theme') },
  language: { title: settingsWords('language'), needs: 'settings' },
  showsRecipe: { title: settingsWords('showRecipeBesideQueue'), needs: 'changes' },
  notifies: { title: settingsWords('tellMeWhenBatchDone'), needs: 'notifications' },
  watched: { title: watchingWords('group'), needs: 'watches' },
  server: { title: settingsWords('makePictures'), needs: 'server' },
  whenClosed: {
    title: settingsWords('whenClosed'),
    needs: 'notifications',
    isHere: isNoMac,
  },
  dropWindow: { title: settingsWords('dropWindow'), needs: 'dropWindow' },
  startsAtLogin: { title: settingsWords('startAtLogin'), needs: 'notifications' },
  fullSpeed: { title: settingsWords('fullSpeed'), needs: 'notifications' },
  concurrency: { title: settingsWords('picturesTime'), needs: 'settings' },
  limitSeconds: { title: settingsWords('giveUpAfter'), needs: 'settings' },
  maxMegapixels: { title: settingsWords('largestPicture'), needs: 'settings' },
  maxFileMegabytes: { title: settingsWords('largestFile'), needs: 'settings' },
  historyDays: { title: settingsWords('keepHistory'), needs: 'settings' },
  forgetNext: { title: settingsWords('forgetNext'), needs: 'forgets' },
  asFile: { title: settingsWords('asOneFile'), needs: 'opensFiles' },
  signOut: { title: settingsWords('signOut'), needs: 'signsOut' },
  updates: { title: settingsWords('checkNewVersions'), isHere: isUpdatedByApp },
} as const satisfies Readonly<Record<string, SettingRecord>>;

export type SettingId = keyof typeof records;

export interface Setting extends SettingRecord {
  readonly id: SettingId;
}

const isId = (name: string): name is SettingId => Object.hasOwn(records, name);
const recordOf = (id: SettingId): SettingRecord => records[id];

export const settingTitle = (id: SettingId): string => recordOf(id).title;

export function isSettingHere(id: SettingId): boolean {
  const { needs, isHere } = recordOf(id);
  return (needs === undefined || thumbline.can[needs]) && (isHere?.() ?? true);
}

/** Each row of the settings that is there now. */
export function settingsHere(): readonly Setting[] {
  return Object.keys(records)
    .filter(isId)
    .filter(isSettingHere)
    .map((id) => ({ id, ...recordOf(id) }));
}

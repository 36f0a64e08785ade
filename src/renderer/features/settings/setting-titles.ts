import type { Capability } from '../../../shared/ipc/capabilities.ts';
import { settingsWords } from '../../../shared/words/areas/settings.ts';
import { watchingWords } from '../../../shared/words/areas/watching.ts';
import { thumbline } from '../../store/bridge.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useUpdate } from '../../store/update-store.ts';

interface SettingTitle {
  readonly title: string;
  readonly needs?: Capability;
}

const titles: readonly SettingTitle[] = [
  { title: settingsWords('theme') },
  { title: settingsWords('showRecipeBesideQueue'), needs: 'changes' },
  { title: settingsWords('tellMeWhenBatchDone'), needs: 'notifications' },
  { title: watchingWords('group'), needs: 'watches' },
  { title: settingsWords('makePictures'), needs: 'server' },
  { title: settingsWords('picturesTime'), needs: 'settings' },
  { title: settingsWords('giveUpAfter'), needs: 'settings' },
  { title: settingsWords('largestPicture'), needs: 'settings' },
  { title: settingsWords('largestFile'), needs: 'settings' },
  { title: settingsWords('startAtLogin'), needs: 'notifications' },
  { title: settingsWords('fullSpeed'), needs: 'notifications' },
  { title: settingsWords('keepHistory'), needs: 'settings' },
  { title: settingsWords('forgetNext'), needs: 'forgets' },
  { title: settingsWords('asOneFile'), needs: 'opensFiles' },
  { title: settingsWords('signOut'), needs: 'signsOut' },
];

/** Each row of the settings that is there now. */
export function settingTitles(): readonly string[] {
  const here = titles.filter(({ needs }) => needs === undefined || thumbline.can[needs]);
  const closing =
    thumbline.can.notifications && useSettings.getState().facts?.platform !== 'darwin'
      ? [settingsWords('whenClosed')]
      : [];
  const updates = useUpdate.getState().state ? [settingsWords('checkNewVersions')] : [];
  return [...here.map(({ title }) => title), ...closing, ...updates];
}

import type { ComponentType } from 'react';
import type { Place } from '../../../shared/ipc/announcements.ts';
import { useView } from '../../store/view-store.ts';
import { HistoryPlace } from '../history/history-place.tsx';
import { MonitorPlace } from '../monitor/monitor-place.tsx';
import { QueuePlace } from '../queue/queue-place.tsx';
import { SettingsPlace } from '../settings/settings-place.tsx';

const views: Readonly<Record<Place, ComponentType>> = {
  queue: QueuePlace,
  history: HistoryPlace,
  monitor: MonitorPlace,
  settings: SettingsPlace,
};

export function PlaceView() {
  const View = views[useView((view) => view.place)];
  return <View />;
}

import './app.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { DirectionProvider } from '@base-ui/react/direction-provider';
import { type ComponentType, useEffect, useState } from 'react';
import type { Overlay, Place } from '../shared/ipc/announcements.ts';
import { language } from '../shared/words/language.ts';
import { totalOf } from '../shared/task/tally.ts';
import { DropOverlay, useFileDrop } from './features/drop/drop-overlay.tsx';
import { Foot } from './features/shell/foot.tsx';
import { QueuePlace } from './features/queue/queue-place.tsx';
import { TopBar } from './features/shell/top-bar.tsx';
import { useShortcuts } from './features/shell/use-shortcuts.ts';
import { UndoDialog } from './features/undo/undo-dialog.tsx';
import { followApp } from './follow-app.ts';
import { useOverlay } from './store/overlay-store.ts';
import { useQueue } from './store/queue-store.ts';
import { useSettings } from './store/settings-store.ts';
import { useView } from './store/view-store.ts';
import { keepKeyboard } from './ui/keep-keyboard.ts';
import { laterPart, loadLaterParts } from './ui/later-part.tsx';

const ComparePlace = laterPart(
  async () => (await import('./features/compare/compare-place.tsx')).ComparePlace,
);
const Notices = laterPart(async () => (await import('./features/notices/notices.tsx')).Notices);
const TooltipLayer = laterPart(async () => (await import('./ui/tooltip-layer.tsx')).TooltipLayer);
const emptyPlace = <main className="place" aria-busy="true" />;

export function App() {
  const isQueueLoaded = useQueue((facts) => facts.isLoaded);
  const areSettingsLoaded = useSettings((facts) => facts.isLoaded);
  const hasRows = useQueue(({ tally }) => totalOf(tally) > 0);
  const isReady = isQueueLoaded && areSettingsLoaded;
  const isShown = areSettingsLoaded && (isQueueLoaded || hasRows);
  const zone = useFileDrop();
  useEffect(followApp, []);
  useEffect(() => keepKeyboard(document.body), []);
  useEffect(() => {
    if (isShown) loadLaterParts();
  }, [isShown]);
  useTheme();
  useShortcuts();
  return (
    // Without this Base UI adds <style> elements, which the content policy forbids.
    <CSPProvider disableStyleElements>
      <DirectionProvider direction={language().direction}>
        <div className="app" data-app-state={isReady ? 'ready' : 'loading'}>
          <TopBar />
          <div className="app-place">{isShown ? <PlaceView /> : emptyPlace}</div>
          {areSettingsLoaded ? <Foot /> : <footer className="foot" />}
          {zone ? <DropOverlay zone={zone} /> : null}
        </div>
        <UndoDialog />
        <Overlays />
        {isShown ? <CompareView /> : null}
        {isShown ? <Notices /> : null}
        {isShown ? <TooltipLayer /> : null}
      </DirectionProvider>
    </CSPProvider>
  );
}

const views: Readonly<Record<Place, ComponentType>> = {
  queue: QueuePlace,
  history: laterPart(
    async () => (await import('./features/history/history-place.tsx')).HistoryPlace,
    emptyPlace,
  ),
  monitor: laterPart(
    async () => (await import('./features/monitor/monitor-place.tsx')).MonitorPlace,
    emptyPlace,
  ),
  settings: laterPart(
    async () => (await import('./features/settings/settings-place.tsx')).SettingsPlace,
    emptyPlace,
  ),
};

const overlayViews: Readonly<Record<Overlay, ComponentType>> = {
  palette: laterPart(async () => (await import('./features/palette/palette.tsx')).Palette),
  keys: laterPart(async () => (await import('./features/palette/key-sheet.tsx')).KeySheet),
  guide: laterPart(async () => (await import('./features/help/guide.tsx')).Guide),
  report: laterPart(async () => (await import('./features/help/report.tsx')).Report),
  about: laterPart(async () => (await import('./features/help/about.tsx')).About),
};

/** Each stays once it was opened, so that it can fade. */
function Overlays() {
  const open = useOverlay((facts) => facts.open);
  const [opened, setOpened] = useState<readonly Overlay[]>([]);
  if (open !== null && !opened.includes(open)) setOpened([...opened, open]);
  return opened.map((overlay) => {
    const View = overlayViews[overlay];
    return <View key={overlay} />;
  });
}

function PlaceView() {
  const View = views[useView((view) => view.place)];
  return <View />;
}

function CompareView() {
  const id = useView((view) => view.comparedId);
  return id === null ? null : <ComparePlace id={id} />;
}

/** Follows the chosen theme; without one the system decides. */
function useTheme(): void {
  const theme = useSettings(({ settings }) => settings.theme);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
  }, [theme]);
}

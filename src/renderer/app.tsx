import './app.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { useEffect } from 'react';
import { Tooltip } from '@base-ui/react/tooltip';
import { DropOverlay } from './features/drop/drop-overlay.tsx';
import { useFileDrop } from './features/drop/use-file-drop.ts';
import { Notices } from './features/notices/notices.tsx';
import { PlaceView } from './features/shell/place-view.tsx';
import { SavingCard } from './features/saving/saving-card.tsx';
import { Rail } from './features/shell/rail.tsx';
import { useShortcuts } from './features/shell/use-shortcuts.ts';
import { useTheme } from './features/shell/use-theme.ts';
import { UndoDialog } from './features/undo/undo-dialog.tsx';
import { totalOf } from '../shared/task/tally.ts';
import { followApp } from './follow-app.ts';
import { useQueue } from './store/queue-store.ts';
import { useSettings } from './store/settings-store.ts';

export function App() {
  const isQueueLoaded = useQueue((facts) => facts.isLoaded);
  const areSettingsLoaded = useSettings((facts) => facts.isLoaded);
  const hasRows = useQueue(({ tally }) => totalOf(tally) > 0);
  const isReady = isQueueLoaded && areSettingsLoaded;
  const isShown = areSettingsLoaded && (isQueueLoaded || hasRows);
  const zone = useFileDrop();
  useEffect(followApp, []);
  useTheme();
  useShortcuts();
  return (
    // Without this Base UI adds <style> elements, which the content policy forbids.
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        <div className="app" data-app-state={isReady ? 'ready' : 'loading'}>
          <Rail />
          {isShown ? <PlaceView /> : <main className="place" aria-busy="true" />}
          {zone ? <DropOverlay zone={zone} /> : null}
        </div>
        <SavingCard />
        <UndoDialog />
        <Notices />
      </Tooltip.Provider>
    </CSPProvider>
  );
}

import '../../ui/page.css';
import './settings.css';
import { thumbline } from '../../store/bridge.ts';
import { AboutGroup } from './about-group.tsx';
import { HistoryGroup } from './history-group.tsx';
import { LookGroup } from './look-group.tsx';
import { NewPicturesGroup } from './new-pictures-group.tsx';
import { ServerGroup } from './server-group.tsx';
import { WorkGroup } from './work-group.tsx';

export function SettingsPlace() {
  return (
    <main className="place">
      <header className="page-head">
        <div className="page-head-row">
          <h1>Settings</h1>
        </div>
      </header>
      <div className="page-body">
        <div className="settings">
          <LookGroup />
          <NewPicturesGroup />
          {thumbline.can.server ? <ServerGroup /> : null}
          {thumbline.can.settings ? (
            <>
              <WorkGroup />
              <HistoryGroup />
            </>
          ) : null}
          <AboutGroup />
        </div>
      </div>
    </main>
  );
}

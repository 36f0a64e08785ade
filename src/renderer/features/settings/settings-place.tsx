import '../../ui/page.css';
import './settings.css';
import { useInBrowser } from '../../store/in-browser.ts';
import { AboutGroup } from './about-group.tsx';
import { HistoryGroup } from './history-group.tsx';
import { LookGroup } from './look-group.tsx';
import { NewPicturesGroup } from './new-pictures-group.tsx';
import { ServerGroup } from './server-group.tsx';
import { WorkGroup } from './work-group.tsx';

export function SettingsPlace() {
  // How a service works and what it keeps is for those who run it to say.
  const isBrowser = useInBrowser();
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
          {isBrowser ? null : (
            <>
              <ServerGroup />
              <WorkGroup />
              <HistoryGroup />
            </>
          )}
          <AboutGroup />
        </div>
      </div>
    </main>
  );
}

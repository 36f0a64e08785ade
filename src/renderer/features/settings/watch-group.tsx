import './watch-group.css';
import { X } from 'lucide-react';
import type { WatchChange, WatchReport } from '../../../shared/settings/watch-report.ts';
import { displayPath } from '../../../shared/paths/display-path.ts';
import { watchingWords } from '../../../shared/words/areas/watching.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { useWatched } from '../../store/watch-store.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { FileName } from '../../ui/file-name.tsx';
import { Toggle } from '../../ui/switch.tsx';
import { clockWords } from '../../words/times.ts';
import { type SettingId, settingTitle } from './setting-records.ts';
import { WatchFields } from './watch-fields.tsx';

function stateLine({ state, lastBatch }: WatchReport): string {
  if (state === null) return watchingWords('state.off');
  if (state.kind === 'problem') return watchingWords(`problem.${state.problem}`);
  if (state.kind === 'starting') return watchingWords('state.starting');
  const now =
    state.waitingCount > 0
      ? watchingWords('state.waiting', { count: state.waitingCount })
      : watchingWords(`state.${state.kind}`);
  if (lastBatch === null) return now;
  const { count, at } = lastBatch;
  return `${now} · ${watchingWords('lastBatch', { count, time: clockWords(at) })}`;
}

/** How it goes, for the mark before its line. */
const markOf = ({ state }: WatchReport) =>
  state === null ? 'off' : state.kind === 'problem' ? 'away' : 'good';

function WatchedRow({ folder }: { folder: WatchReport }) {
  const { id, isOn, recipeName } = folder;
  const path = displayPath(folder.path);
  const change = (next: WatchChange) => void ask(thumbline.changeWatched({ id, change: next }));
  return (
    <li className="watched" aria-label={path}>
      <div className="watched-head">
        <div className="watched-name">
          <FileName name={path} />
          <p className="server-line" role="status" data-state={markOf(folder)}>
            {stateLine(folder)}
          </p>
        </div>
        <Toggle
          label={watchingWords('on', { folder: path })}
          isOn={isOn}
          onChange={(next) => change({ isOn: next })}
        />
        <Button
          look="quiet"
          shape="icon"
          aria-label={watchingWords('remove', { folder: path })}
          onClick={() => void ask(thumbline.removeWatched(id))}
        >
          <X size={14} />
        </Button>
      </div>
      <Disclosure
        label={watchingWords('edit')}
        note={watchingWords('made', { recipe: recipeName })}
      >
        <WatchFields folder={folder} onChange={change} />
      </Disclosure>
    </li>
  );
}

/** Folders whose new pictures are made by themselves. */
export function WatchGroup() {
  const folders = useWatched((watched) => watched.folders);
  if (folders === null) return null;
  return (
    <section className="settings-group" aria-label={settingTitle('watched')}>
      <h2>{settingTitle('watched')}</h2>
      <div className="settings-rows">
        <div className="settings-row" data-setting={'watched' satisfies SettingId}>
          <div>
            <p>{watchingWords(folders.length > 0 ? 'intro' : 'none')}</p>
          </div>
          <Button onClick={() => void ask(thumbline.addWatched())}>{watchingWords('add')}</Button>
        </div>
        {folders.length > 0 ? (
          <ul className="watched-list">
            {folders.map((folder) => (
              <WatchedRow key={folder.id} folder={folder} />
            ))}
          </ul>
        ) : null}
      </div>
    </section>
  );
}

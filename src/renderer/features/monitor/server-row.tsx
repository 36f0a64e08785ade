import type { ServerWork } from '../../../shared/ipc/monitor.ts';
import { displayPath } from '../../../shared/paths/display-path.ts';
import { isUsable, serverLine } from '../../../shared/server/server-state.ts';
import { monitorWords } from '../../../shared/words/areas/monitor.ts';
import { useServer } from '../../store/server-store.ts';
import { FileName } from '../../ui/file-name.tsx';
import { serverHost, serverWorkWords } from './monitor-words.ts';

/** The server that makes the pictures, and what it has of ours now; or why it does not. */
export function ServerRow({ work }: { work: ServerWork }) {
  const { state, hasToken } = useServer();
  const isUsed = state !== null && isUsable(state);
  const isBusy = work.sending + work.making + work.fetching > 0;
  const words = isUsed || state === null ? serverWorkWords(work) : serverLine(state, hasToken);
  return (
    <section className="monitor-section">
      <div className="monitor-section-head">
        <h2>{monitorWords('server')}</h2>
        <span>{monitorWords('makesPicturesWhatDoesNot')}</span>
      </div>
      <ul className="monitor-rows" aria-label={monitorWords('server')}>
        <li>
          <span className="monitor-dot" data-busy={isBusy ? '' : undefined} />
          <div className="monitor-what">
            <FileName name={displayPath(serverHost(work))} />
            <p>{words}</p>
          </div>
        </li>
      </ul>
    </section>
  );
}

import { ofText } from '../shared/ipc/as-text.ts';
import type { Unsubscribe } from '../shared/ipc/verbs.ts';
import { thumbline } from './store/bridge.ts';
import { mirror, publish } from './store/queue-store.ts';
import { loadServer, useServer } from './store/server-store.ts';
import { useClearing } from './features/history/clearing-card.tsx';
import { loadLostHistory } from './features/lost-history/lost-history-card.tsx';
import { useSaving } from './features/saving/saving-card.tsx';
import { loadWatched, useWatched } from './store/watch-store.ts';
import { loadUpdate, useUpdate } from './store/update-store.ts';
import { loadSettings, useSettings } from './store/settings-store.ts';
import { useView } from './store/view-store.ts';
import { followSelection } from './store/task-groups.ts';
import { followVisibleIds } from './store/visible-ids.ts';
import { followHolds } from '../shared/task/follow-holds.ts';
import { holdLine } from '../shared/task/hold-words.ts';
import type { TaskId } from '../shared/task/task.ts';
import type { TaskPage } from '../shared/task/change.ts';
import { announceReceipt } from './store/announce-receipt.ts';
import { ask, raiseNotice } from './store/notices.ts';
import { askToUndoLast } from './features/undo/undo-store.ts';
import { pageHost } from './features/palette/page-host.ts';
import { followBatches } from './store/history-store.ts';

/** Small first, so that the window has rows to show; then large, so that 100,000 are there soon. */
const firstPageSize = 200;
const pageSize = 5000;

async function loadPage(after: number, limit: number): Promise<TaskPage | null> {
  const sent = await ask(thumbline.listTasks({ after, limit }));
  if (sent === null) return null;
  const page = ofText(sent);
  mirror.applyPage(page.tasks);
  publish();
  return page;
}

/** Answers with the ids of all tasks between two places, or null when the list broke off. What comes later is announced. */
async function loadTasks(after: number | null, last: number): Promise<ReadonlySet<TaskId> | null> {
  const loaded = new Set<TaskId>();
  let next = after;
  while (next !== null && next < last) {
    const page: TaskPage | null = await loadPage(next, pageSize);
    if (!page) return null;
    for (const { id } of page.tasks) loaded.add(id);
    ({ next } = page);
  }
  return loaded;
}

/** Rows before anything that is larger the more there is on the queue. */
async function loadQueue(): Promise<void> {
  const first = await loadPage(-1, firstPageSize);
  if (!first) return;
  const snapshot = await ask(thumbline.readSnapshot());
  if (!snapshot) return;
  mirror.applySnapshot(snapshot);
  await loadTasks(first.next, snapshot.lastPosition);
  publish(true);
}

/** Reads the queue anew where changes were missed: what is not on it any more goes from the mirror too. */
async function reloadQueue(): Promise<void> {
  const before = mirror.table.rows.map(({ id }) => id);
  const snapshot = await ask(thumbline.readSnapshot());
  if (!snapshot) return;
  mirror.applySnapshot(snapshot);
  const loaded = await loadTasks(-1, snapshot.lastPosition);
  if (!loaded) return;
  const taskIds = before.filter((id) => !loaded.has(id));
  mirror.applyChanges([{ kind: 'removed', number: snapshot.number, taskIds }]);
  publish(true);
}

function listen(): readonly Unsubscribe[] {
  let closeNotice = () => {};
  /** One notice at a time: the last one says what is still held. */
  const noteHold = followHolds((hold) => {
    closeNotice();
    if (hold !== null) closeNotice = raiseNotice({ title: holdLine(hold), isProblem: true });
  });
  return [
    thumbline.on('queue:changed', (sent) => {
      const changes = ofText(sent);
      mirror.applyChanges(changes);
      noteHold(changes);
      publish();
      followBatches(changes);
    }),
    thumbline.on('queue:missed', () => void reloadQueue()),
    thumbline.on('settings:changed', (settings) => useSettings.setState({ settings })),
    thumbline.on('server:changed', (report) => useServer.setState(report)),
    thumbline.on('update:changed', (state) => useUpdate.setState({ state })),
    thumbline.on('watch:changed', (folders) => useWatched.setState({ folders })),
    thumbline.on('presets:changed', (presets) => useSettings.setState({ presets })),
    thumbline.on('files:received', (receipt) => {
      useView.getState().goTo('queue');
      announceReceipt(receipt);
    }),
    thumbline.on('save:progressed', (news) => useSaving.setState({ news })),
    thumbline.on('history:clearing', (news) => useClearing.setState({ news })),
    thumbline.on('history:damaged', () => void loadLostHistory()),
    thumbline.on('view:requested', pageHost.show),
    thumbline.on('undo:requested', (batchId) => void askToUndoLast(batchId)),
    thumbline.on('notice:raised', (line) => raiseNotice({ title: line })),
  ];
}

/** Begins to mirror the app, once notices can be shown; answers with what ends it. */
export function followApp(): () => void {
  // Listening starts before the snapshot is asked for, so that no change falls between the two.
  const stops = [...listen(), followVisibleIds(), followSelection()];
  void loadQueue();
  void loadSettings();
  void loadServer();
  void loadUpdate();
  void loadWatched();
  void loadLostHistory();
  return () => stops.forEach((stop) => stop());
}

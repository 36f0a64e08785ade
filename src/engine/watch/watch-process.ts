// Entry of a process that watches folders of one drive, or of all that do not hang. It blocks while it asks: whoever started it abandons it then.
import { slowDrivesBelow } from '../files/mounts.ts';
import { type FollowedFolder, followFolder } from './follow-folder.ts';
import { loadSubscribe } from './subscribe.ts';
import { beatMs, type WatchCommand, type WatchNews } from './watch-words.ts';

/** Files told in one message. */
const filesAtOnce = 500;

const followed = new Map<string, FollowedFolder>();
const loading = loadSubscribe();

const say = (news: WatchNews) => void process.send?.(news, () => undefined);

async function begin({ id, order }: Extract<WatchCommand, { kind: 'watch' }>): Promise<void> {
  let isEnded = false;
  followed.set(id, { handled: () => undefined, end: () => void (isEnded = true) });
  const subscribe = order.isPolled ? null : await loading;
  if (isEnded) return;
  const following = followFolder({
    order,
    subscribe:
      subscribe && ((folder, listener) => subscribe(folder, listener, slowDrivesBelow(folder))),
    clock: () => performance.now(),
    onState: (state) => say({ kind: 'state', id, state }),
    onArrived(files, seenUntil) {
      for (let at = 0; at + filesAtOnce < files.length; at += filesAtOnce)
        say({ kind: 'arrived', id, files: files.slice(at, at + filesAtOnce), seenUntil: null });
      const rest = Math.max(0, Math.ceil(files.length / filesAtOnce) - 1) * filesAtOnce;
      say({ kind: 'arrived', id, files: files.slice(rest), seenUntil });
    },
  });
  followed.set(id, following);
}

process.on('message', (command: WatchCommand) => {
  if (command.kind === 'watch') return void begin(command);
  if (command.kind === 'handled') return followed.get(command.id)?.handled();
  followed.get(command.id)?.end();
  followed.delete(command.id);
});
process.on('disconnect', () => process.exit());
setInterval(() => say({ kind: 'beat' }), beatMs);
say({ kind: 'beat' });

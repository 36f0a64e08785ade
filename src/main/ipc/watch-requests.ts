import { ok } from '../../shared/result.ts';
import type { WatchChoices } from '../watching/watch-choices.ts';
import type { HandlersFor } from './answer-request.ts';

type Channels = 'watch:list' | 'watch:add' | 'watch:change' | 'watch:remove';

export function watchRequests(watching: WatchChoices): HandlersFor<Channels> {
  return {
    'watch:list': () => ok(watching.list()),
    'watch:add': () => watching.add(),
    'watch:change': ({ id, change }) => watching.change(id, change),
    'watch:remove': (id) => ok(watching.remove(id)),
  };
}

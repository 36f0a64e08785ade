import { ok } from '../../shared/result.ts';
import type { Announce } from '../announcing/announcer.ts';
import type { PresetStore } from '../stores/preset-store.ts';
import type { HandlersFor } from './answer-request.ts';
import { refuse } from './refuse.ts';

const refusals = {
  'built-in': () => refuse('not-possible', 'This preset came with Thumbline and stays as it is.'),
  unknown: () => refuse('not-found', 'This preset is not there any more.'),
};

export function presetRequests(
  presets: PresetStore,
  announce: Announce,
): HandlersFor<'preset:list' | 'preset:save' | 'preset:remove'> {
  return {
    'preset:list': () => ok(presets.list()),
    'preset:save': ({ id, recipe }) => {
      const saved = presets.save(id, recipe);
      if (!saved.ok) return refusals[saved.problem]();
      announce('presets:changed', presets.list());
      return saved;
    },
    'preset:remove': (id) => {
      const removed = presets.remove(id);
      if (!removed.ok) return refusals[removed.problem]();
      announce('presets:changed', presets.list());
      return removed;
    },
  };
}

import type { Menu } from 'electron';
import { commands } from '../../shared/commands/commands.ts';
import type { Change } from '../../shared/task/change.ts';

/** Greys out what is not possible while the queue is, or is not, paused. Only the page knows the rest, and a command that finds nothing does nothing. */
export function followMenu(menu: Pick<Menu, 'getMenuItemById'>, isPaused: boolean) {
  function show(paused: boolean): void {
    const facts = {
      isPaused: paused,
      hasUnsettled: true,
      hasSettled: true,
      hasFailed: true,
      hasSamples: true,
    };
    for (const { id, isPossible } of commands) {
      const item = menu.getMenuItemById(id);
      if (item && isPossible) item.enabled = isPossible(facts);
    }
  }
  show(isPaused);
  return (changes: readonly Change[]) => {
    for (const change of changes) if (change.kind === 'queue') show(change.queue.isPaused);
  };
}

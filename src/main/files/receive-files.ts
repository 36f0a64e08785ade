import type { Engine } from '../../engine/engine.ts';
import type { BatchOrigin } from '../../shared/task/batch.ts';
import type { Receipt } from '../../shared/task/receipt.ts';
import type { SettingsStore } from '../stores/settings-store.ts';

export type ReceiveFiles = (paths: readonly string[], origin: BatchOrigin) => Promise<Receipt>;

/** Every door into the queue: what comes in is made with the recipe that is set now. */
export function receiveFilesInto(
  engine: Pick<Engine, 'enqueue'>,
  settings: SettingsStore,
): ReceiveFiles {
  return (paths, origin) => engine.enqueue({ paths, recipe: settings.read().recipe, origin });
}

// What shells may use of the engine; `files/index.ts` beside it is what they may use without one.
export type { AttemptOrder } from './attempt/attempt-order.ts';
export {
  createForeignAttempts,
  type ForeignAttempts,
  type ForeignLease,
} from './attempt/foreign-attempts.ts';
export { batchPages } from './collections/batch-pages.ts';
export { createEngine } from './create-engine.ts';
export { hasDesktopCache } from './desktop-cache/thumbnail-name.ts';
export { makePlan } from './dry-run/make-plan.ts';
export type { Elsewhere, Engine, EngineOptions } from './engine.ts';
export { type ExportFormat, exportLines } from './history/export/export-lines.ts';
export { type LostHistory, openLostHistory } from './history/lost-history.ts';
export {
  beginWithHistory,
  isDamage,
  type OpenedHistory,
  lookAtHistory,
  openAsItIs,
  openHistory,
  type SetAside,
} from './history/open-history.ts';
export { isFromNewer } from './history/database.ts';
export { withPrivateBatches } from './history/private-history.ts';
export { searchHint } from './history/search-grammar.ts';
export type { EnqueueRequest } from './intake/enqueue-files.ts';
export type { SubmittedBatch, SubmittedFile, SubmitRequest } from './intake/intake.ts';
export { type FindMark, recipeKey, wholeWatermark } from './marks/marks.ts';
export { createManifests } from './memory/manifests.ts';
export { noMemory } from './memory/unchanged.ts';
export { targetsOf } from './naming/target.ts';
export { makeTargetFolder } from './naming/target-folder.ts';
export type {
  HistoryStore,
  ResultMemory,
  Trash,
  UnfinishedTask,
  Unsubscribe,
  WorkerLauncher,
  WorkerProcess,
} from './ports.ts';
export { settleInterrupted } from './queue/recovery.ts';
export type { FolderWalker } from './walk/walker.ts';
export type { Preview, PreviewRequest } from './previews/previews.ts';
export type { ChosenTasks } from './saving/chosen-tasks.ts';
export type { SaveProblem } from './saving/save-results.ts';
export { throttle } from './saving/throttle.ts';
export { countForSheet, sheetParts } from './saving/sheet/sheet-parts.ts';
export { createSheetPictures, type TaskFiles } from './saving/sheet/sheet-pictures.ts';
export { createEntryNames } from './saving/zip/entry-names.ts';
export { createThreadZipper } from './saving/zip/thread-zipper.ts';
export type { ServerChoice } from './server/server-choice.ts';
export { createFreedesktopTrash } from './trash/freedesktop-trash.ts';
export { undoBatch } from './undo/undo-batch.ts';
export { createDriveWalker } from './walk/drive-walker.ts';
export { createThreadWalker } from './walk/thread-walker.ts';
export { createFolderWatcher, type FolderWatcher } from './watch/folder-watcher.ts';
export { folderProblem } from './watch/folder-problem.ts';
export {
  createWatchedFolders,
  watchedRecipe,
  type WatchedFolderOrder,
  type WatchedFolders,
} from './watch/watched-folders.ts';
export { createWorkerPool } from './worker-pool/create-worker-pool.ts';
export { findNode } from './worker-pool/find-node.ts';
export { lower, lowered } from './worker-pool/lowered.ts';
export { createNodeLauncher } from './worker-pool/node-launcher.ts';
export { findProtection } from './worker-pool/sandbox/find-protection.ts';
export type { AttemptOutcome } from './worker-pool/outcome.ts';
export { workerEnvironment } from './worker-pool/worker-environment.ts';

export { createThreadWalker } from './walk/thread-walker.ts';
export { createEngine } from './create-engine.ts';
export type {
  Elsewhere,
  Engine,
  EngineOptions,
  EnqueueRequest,
  Preview,
  PreviewRequest,
  SubmitRequest,
} from './engine.ts';
export { noMemory } from './memory/no-memory.ts';
export { openHistory, type OpenedHistory } from './history/open-history.ts';
export type { FolderWalker, HistoryStore, Unsubscribe, WorkerLauncher } from './ports.ts';
export { createNodeLauncher } from './worker-pool/node-launcher.ts';

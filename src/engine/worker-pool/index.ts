// What starts workers, for a program that starts one before it loads the engine.
export { programFiles } from '../files/program-files.ts';
export { seemsThere } from '../files/mounts.ts';
export type { WorkerLauncher } from '../ports.ts';
export { findNode } from './find-node.ts';
export { type EarlyLauncher, launchEarly } from './launch-early.ts';
export { createNodeLauncher } from './node-launcher.ts';
export { findProtection } from './sandbox/find-protection.ts';

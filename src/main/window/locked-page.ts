import type { WebPreferences } from 'electron';
import { wordsOfPreload } from './words-of-preload.ts';

interface PageOptions {
  readonly preload: string;
  readonly allowsDevTools: boolean;
}

/** How every page of ours runs: sandboxed, with no way to Node, and its preload in a world of its own. */
export const lockedPage = ({ preload, allowsDevTools }: PageOptions): WebPreferences => ({
  preload,
  additionalArguments: wordsOfPreload(),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
  devTools: allowsDevTools,
});

import { create } from 'zustand';
import type { ServerReport } from '../../shared/server/server-state.ts';
import { ask } from './notices.ts';
import { thumbline } from './bridge.ts';

/** What is known of the server that was chosen. */
export const useServer = create<ServerReport>(() => ({
  state: null,
  hasToken: false,
  isTokenKept: true,
}));

export async function loadServer(): Promise<void> {
  if (!thumbline.can.server) return;
  const report = await ask(thumbline.readServer());
  if (report) useServer.setState(report);
}

import type { BrowserWindow } from 'electron';
import type { Engine, ServerChoice } from '../../engine/index.ts';
import { isOpenToOthers } from '../../shared/server/server-address.ts';
import type { ServerReport } from '../../shared/server/server-state.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import type { Announce } from '../announcing/announcer.ts';
import { askPerson } from '../security/ask-person.ts';
import type { SettingsStore } from '../stores/settings-store.ts';
import type { TokenStore } from '../stores/token-store.ts';

/**
 * Asks the person, in a dialog of the system's, whether pictures shall leave this computer. The page alone cannot
 * decide that: it may be taken over.
 */
export function confirmServer(window: BrowserWindow | null, address: string): Promise<boolean> {
  const detail = desktopWords('server.detail');
  return askPerson(window, {
    message: desktopWords('server.question', { address }),
    detail: isOpenToOthers(address) ? `${detail}\n\n${desktopWords('server.open')}` : detail,
    yes: desktopWords('server.yes'),
    no: desktopWords('cancel'),
    usual: 'yes',
  });
}

/** The server that the settings choose, with its token; null for this computer. */
export function chosenServer(settings: Settings, tokens: TokenStore): ServerChoice | null {
  const { usesServer, serverAddress: address } = settings;
  if (!usesServer || address === null) return null;
  return { address, token: tokens.tokenFor(address) };
}

export interface ServerChoices {
  report(): ServerReport;
  /** False when the person does not want that. */
  choose(address: string, token: string | null): Promise<boolean>;
  leave(): void;
  check(): Promise<ServerReport>;
  /** Ends the announcements. */
  close(): void;
}

interface Parts {
  readonly engine: Engine;
  readonly settings: SettingsStore;
  readonly tokens: TokenStore;
  readonly announce: Announce;
  readonly confirm: (address: string) => Promise<boolean>;
}

/** Where pictures are made: stored, put into effect and announced. An address is confirmed by the person once. */
export function createServerChoices(parts: Parts): ServerChoices {
  const { engine, settings, tokens, announce, confirm } = parts;

  const report = (): ServerReport => {
    const { serverAddress } = settings.read();
    const hasToken = serverAddress !== null && tokens.tokenFor(serverAddress) !== null;
    return { state: engine.serverState(), hasToken, isTokenKept: tokens.isKept };
  };
  const apply = (change: Partial<Pick<Settings, 'usesServer' | 'serverAddress'>>) => {
    const next = settings.change(change);
    engine.setServer(chosenServer(next, tokens));
    announce('settings:changed', next);
  };
  const close = engine.followServer(() => announce('server:changed', report()));

  return {
    report,
    async choose(address, token) {
      const isNew = address !== settings.read().serverAddress;
      if (isNew && !(await confirm(address))) return false;
      if (token !== null) tokens.keep(address, token);
      apply({ usesServer: true, serverAddress: address });
      return true;
    },
    leave: () => apply({ usesServer: false }),
    async check() {
      await engine.checkServer();
      return report();
    },
    close,
  };
}

import { type AppFacts, type LanguageList, refuse } from '../../shared/ipc/answers.ts';
import type { Protection } from '../../shared/ipc/protection.ts';
import { ok } from '../../shared/result.ts';
import type { Settings, SettingsChange } from '../../shared/settings/settings.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import type { Clipboard } from '../files/clipboard.ts';
import type { FileDialogs } from '../files/file-dialogs.ts';
import type { SettingsFiles } from '../files/settings-files.ts';
import type { Grants } from '../security/grants.ts';
import type { ServerChoices } from '../server/server-choices.ts';
import type { UpdateChoices } from '../updates/update-choices.ts';
import type { HandlersFor } from './answer-request.ts';

export interface SettingsDependencies {
  readonly readSettings: () => Settings;
  /** Stores the change, lets it take effect and announces it. */
  readonly changeSettings: (change: SettingsChange) => Settings;
  readonly settingsFiles: SettingsFiles;
  readonly dialogs: FileDialogs;
  readonly grants: Grants;
  /** The page asks for these first, and listens from then on. */
  readonly readFacts: () => AppFacts;
  readonly readProtection: () => Promise<Protection>;
  readonly showLicences: () => void;
  readonly listLanguages: () => Promise<LanguageList>;
  readonly readDiagnostics: () => Promise<string>;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
}

type Channels =
  | 'app:facts'
  | 'app:protection'
  | 'app:show-licences'
  | 'app:diagnostics'
  | 'app:copy-diagnostics'
  | 'settings:read'
  | 'language:list'
  | 'settings:change'
  | 'settings:export'
  | 'settings:import'
  | 'settings:choose-destination';

export function settingsRequests(dependencies: SettingsDependencies): HandlersFor<Channels> {
  return {
    'app:facts': () => ok(dependencies.readFacts()),
    'app:protection': async () => ok(await dependencies.readProtection()),
    'app:show-licences': () => ok(dependencies.showLicences()),
    'language:list': async () => ok(await dependencies.listLanguages()),
    'app:diagnostics': async () => ok(await dependencies.readDiagnostics()),
    'app:copy-diagnostics': async () => {
      await dependencies.clipboard.writeText(await dependencies.readDiagnostics());
      return ok(true);
    },
    'settings:read': () => ok(dependencies.readSettings()),
    'settings:change': (change) => ok(dependencies.changeSettings(change)),
    'settings:export': () => dependencies.settingsFiles.exportAll(),
    'settings:import': () => dependencies.settingsFiles.importAll(),
    'settings:choose-destination': async () => {
      const folder = await dependencies.dialogs.chooseDestination();
      if (folder !== null) dependencies.grants.chooseDestination(folder);
      return ok(folder);
    },
  };
}

type ServerChannels = 'server:report' | 'server:choose' | 'server:leave' | 'server:check';

export function serverRequests(server: ServerChoices): HandlersFor<ServerChannels> {
  return {
    'server:report': () => ok(server.report()),
    'server:choose': async ({ address, token }) => ok(await server.choose(address, token ?? null)),
    'server:leave': () => ok(server.leave()),
    'server:check': async () => ok(await server.check()),
  };
}

type UpdateChannels = 'update:report' | 'update:check' | 'update:download' | 'update:install';

export function updateRequests(updates: UpdateChoices): HandlersFor<UpdateChannels> {
  return {
    'update:report': () => ok(updates.report()),
    'update:check': async () => {
      const isAllowed = await updates.check();
      return isAllowed
        ? ok(undefined)
        : refuse('not-possible', desktopWords('switchCheckNewVersionsFirst'));
    },
    'update:download': async () => ok(await updates.download()),
    'update:install': async () => {
      if (updates.isHeld()) {
        return refuse('not-possible', desktopWords('picturesStillMadeUpdateWhen'));
      }
      return ok(await updates.install());
    },
  };
}

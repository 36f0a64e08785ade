import { z } from 'zod';
import { ServerAddress, ServerToken } from '../../server/server-address.ts';
import type { ServerReport } from '../../server/server-state.ts';
import type { UpdateState } from '../../settings/update-state.ts';
import { type Settings, SettingsChange } from '../../settings/settings.ts';
import { WatchChange, type WatchReport } from '../../settings/watch-report.ts';
import type { AppFacts, LanguageList } from '../answers.ts';
import type { Protection } from '../protection.ts';
import { JobCount, type MonitorReport } from '../monitor.ts';
import { nothing, request } from './request.ts';

const WorkerName = z.string().min(1).max(200);
const WatchId = z.string().min(1).max(100);

/** What the app itself is asked: its facts, settings, servers, updates, watched folders and workers. */
export const appRequests = {
  'app:facts': request('readAppFacts', nothing).answers<AppFacts>(),
  /** Tries what decoders are started with, at most for some seconds. */
  'app:protection': request('readProtection', nothing, {
    needs: 'opensFiles',
  }).answers<Protection>(),
  /** Has the system show the licences of what the app carries. */
  'app:show-licences': request('showLicences', nothing, { needs: 'opensFiles' }).answers<void>(),
  /** Versions, system and counts for a report of a problem; no paths and no names. */
  'app:diagnostics': request('readDiagnostics', nothing, {
    needs: 'opensFiles',
  }).answers<string>(),
  'app:copy-diagnostics': request('copyDiagnostics', nothing, {
    needs: 'opensFiles',
  }).answers<true>(),
  'settings:read': request('readSettings', nothing).answers<Settings>(),
  'settings:change': request('changeSettings', SettingsChange).answers<Settings>(),
  /** Where it was written; null when the dialog was closed. */
  'settings:export': request('exportSettings', nothing, {
    needs: 'opensFiles',
  }).answers<string | null>(),
  /** False when nothing was taken over. */
  'settings:import': request('importSettings', nothing, { needs: 'opensFiles' }).answers<boolean>(),
  /** The chosen folder; null when the dialog was closed. */
  'settings:choose-destination': request('chooseDestination', nothing, {
    needs: 'destination',
  }).answers<string | null>(),
  'language:list': request('listLanguages', nothing, {
    needs: 'settings',
  }).answers<LanguageList>(),
  'server:report': request('readServer', nothing, { needs: 'server' }).answers<ServerReport>(),
  /** Without a token the one that is known for this address stays. False: the person did not want pictures to be sent there. */
  'server:choose': request(
    'chooseServer',
    z.object({ address: ServerAddress, token: ServerToken.optional() }).readonly(),
    { needs: 'server' },
  ).answers<boolean>(),
  'server:leave': request('leaveServer', nothing, { needs: 'server' }).answers<void>(),
  'server:check': request('checkServer', nothing, { needs: 'server' }).answers<ServerReport>(),
  /** Null where this copy is not updated by the app. */
  'update:report': request('readUpdate', nothing, {
    needs: 'updates',
  }).answers<UpdateState | null>(),
  /** Looks for a newer version; only where a person has switched that on. */
  'update:check': request('checkForUpdate', nothing, { needs: 'updates' }).answers<void>(),
  'update:download': request('downloadUpdate', nothing, { needs: 'updates' }).answers<void>(),
  /** Asks first. False when the person does not want it now. */
  'update:install': request('installUpdate', nothing, { needs: 'updates' }).answers<boolean>(),
  'watch:list': request('listWatched', nothing, {
    needs: 'watches',
  }).answers<readonly WatchReport[]>(),
  /** Asks for a folder, which is made with the recipe that is set; its id. Null: the dialog was closed without choosing. */
  'watch:add': request('addWatched', nothing, { needs: 'watches' }).answers<string | null>(),
  'watch:change': request(
    'changeWatched',
    z.object({ id: WatchId, change: WatchChange }).readonly(),
    { needs: 'watches' },
  ).answers<void>(),
  'watch:remove': request('removeWatched', WatchId, { needs: 'watches' }).answers<void>(),
  /** Gives back the token that let a page in. */
  'app:sign-out': request('signOut', nothing, { needs: 'signsOut' }).answers<null>(),
  'monitor:report': request('readMonitor', nothing).answers<MonitorReport>(),
  'worker:set-jobs': request(
    'setWorkerJobs',
    z.object({ name: WorkerName, jobs: JobCount }).readonly(),
  ).answers<void>(),
  /** It finishes what it has, takes no more, and ends. */
  'worker:end': request('endWorker', WorkerName).answers<void>(),
} as const;

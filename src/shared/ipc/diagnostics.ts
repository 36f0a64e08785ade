import type { MonitorReport } from './monitor.ts';
import type { Protection } from './protection.ts';
import type { Settings } from '../settings/settings.ts';

export interface DiagnosedApp {
  readonly version: string;
  readonly isPackaged: boolean;
  /** Kind, version and processor. */
  readonly system: string;
  readonly coreCount: number;
  readonly memoryBytes: number;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly gpu: string;
  readonly screens: readonly {
    readonly width: number;
    readonly height: number;
    readonly scale: number;
  }[];
  readonly settings: Settings;
  readonly protection: Protection;
  readonly monitor: MonitorReport;
}

/** What desktops say of themselves; no more than a word of each, and nothing that could be a path. */
const desktopWord = (value: string | undefined) =>
  value !== undefined && /^[\w:.-]{1,40}$/.test(value) ? value : '-';

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

/** Counts and choices alone: where results go and what a preset is called are the person's own. */
function choicesOf(settings: Settings): string {
  const { concurrency, limitSeconds, maxMegapixels, maxFileMegabytes, theme, recipe } = settings;
  const formats = recipe.outputs.map(({ format }) => format).join(' ');
  const of = [
    `at once ${concurrency}`,
    `limit ${limitSeconds} s`,
    `${maxMegapixels} MP`,
    `${maxFileMegabytes} MB`,
    `theme ${theme}`,
    `server ${settings.usesServer ? 'yes' : 'no'}`,
    `outputs ${formats}`,
    `to ${recipe.destination.kind}`,
  ];
  return of.join(', ');
}

function failuresOf({ failures }: MonitorReport): string {
  const counts = new Map<string, number>();
  // The same code stands there once for each subject.
  for (const { failure, count } of failures)
    counts.set(failure.code, (counts.get(failure.code) ?? 0) + count);
  return [...counts].map(([code, count]) => `${code} ${count}`).join(', ') || 'none';
}

/** Plain lines for a report of a problem: versions, system and counts. No paths, no names of files, folders, presets or people. */
export function diagnosticsText(app: DiagnosedApp): string {
  const { versions, environment, monitor, protection } = app;
  const lines = [
    ['Thumbline', `${app.version}${app.isPackaged ? '' : ' (from source)'}`],
    ['System', app.system],
    [
      'Desktop',
      `${desktopWord(environment['XDG_CURRENT_DESKTOP'])}, ${desktopWord(environment['XDG_SESSION_TYPE'])}`,
    ],
    [
      'Electron',
      `${versions['electron']}, Chromium ${versions['chrome']}, Node ${versions['node']}`,
    ],
    ['Computer', `${app.coreCount} cores, ${gigabytes(app.memoryBytes)}`],
    ['Drawing', app.gpu],
    [
      'Screens',
      app.screens.map(({ width, height, scale }) => `${width} × ${height} at ${scale}`).join(', '),
    ],
    ['Language', desktopWord(environment['LANG'])],
    ['Decoders', `${protection.level}, bubblewrap ${protection.bubblewrap}`],
    ['Choices', choicesOf(app.settings)],
    ['Queue', `${monitor.waitingCount} wait, ${monitor.runningCount} run`],
    ['Failures', failuresOf(monitor)],
  ];
  return lines.map(([name, fact]) => `${name}: ${fact}`).join('\n');
}

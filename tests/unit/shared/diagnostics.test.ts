import { expect, test } from 'vitest';
import { diagnosticsText } from '../../../src/shared/ipc/diagnostics.ts';
import { defaultSettings } from '../../../src/shared/settings/settings.ts';

test('diagnostics name versions and counts, and nothing that is the person’s own', () => {
  const { recipe } = defaultSettings;
  const text = diagnosticsText({
    version: '1.2.3',
    isPackaged: true,
    system: 'Linux 6.1 x64',
    coreCount: 4,
    memoryBytes: 16e9,
    versions: { electron: '42', chrome: '150', node: '24' },
    environment: {
      XDG_CURRENT_DESKTOP: 'GNOME',
      XDG_SESSION_TYPE: '/home/ada/x',
      LANG: 'de_DE.UTF-8',
    },
    gpu: 'enabled',
    screens: [{ width: 1920, height: 1080, scale: 1.5 }],
    settings: {
      ...defaultSettings,
      serverAddress: 'https://ada.example',
      recipe: {
        ...recipe,
        name: 'Secret plans',
        destination: { kind: 'folder', path: '/home/ada/out', mirrorsTree: false },
      },
    },
    protection: { level: 'box', bubblewrap: 'used' },
    monitor: {
      workers: [],
      waitingCount: 3,
      runningCount: 1,
      steps: [],
      runTimeMs: null,
      waitTimeMs: null,
      failures: [
        { failure: { code: 'output-unwritable', subject: '/home/ada/a' }, count: 2 },
        { failure: { code: 'output-unwritable', subject: '/home/ada/b' }, count: 1 },
      ],
    },
  });
  expect(text).toContain('Thumbline: 1.2.3\nSystem: Linux 6.1 x64\nDesktop: GNOME, -\n');
  expect(text).toContain('Failures: output-unwritable 3');
  expect(text).toContain('Queue: 3 wait, 1 run');
  expect(text).not.toMatch(/ada|Secret|\//);
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { findTray } from '../../../src/main/background/find-tray.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { autostartEntry } from '../../../src/main/background/start-at-login.ts';
import { launchBehind, putBehind } from '../../../src/main/background/low-priority.ts';
import { drawTrayIcon } from '../../../src/main/background/tray-icon.ts';
import { attemptsAtOnce } from '../../../src/main/stores/attempts-at-once.ts';
import { defaultSettings } from '../../../src/shared/settings/settings.ts';
import { availableParallelism, getPriority } from 'node:os';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

describe('the icon in the tray', () => {
  /** Along the ring, from the top with the hands of a clock. */
  const ringOf = (fraction: number | null, isPaused = false) => {
    const { pixels, size } = drawTrayIcon(44, { fraction, isPaused });
    return Array.from({ length: 64 }, (_none, at) => {
      const turn = ((at + 0.5) / 64) * 2 * Math.PI;
      const column = Math.floor((0.5 + 0.45 * Math.sin(turn)) * size);
      const row = Math.floor((0.5 - 0.45 * Math.cos(turn)) * size);
      return pixels.subarray((row * size + column) * 4, (row * size + column) * 4 + 3).join();
    });
  };

  test('shows in a ring how far a run is, and no ring when nothing is to do', () => {
    const [whole, half] = [new Set(ringOf(1)), ringOf(0.5)];
    expect(whole.size).toBe(1);
    expect(half.map((colour) => whole.has(colour))).toEqual([
      ...Array.from({ length: 32 }, () => true),
      ...Array.from({ length: 32 }, () => false),
    ]);
    expect(ringOf(null).some((colour) => whole.has(colour))).toBe(false);
    expect(ringOf(0.5, true).some((colour) => whole.has(colour))).toBe(false);
    expect(new Set(ringOf(0.5, true)).size).toBe(2);
  });

  test('has transparent corners', () => {
    const { pixels } = drawTrayIcon(22, { fraction: null, isPaused: false });
    expect([pixels[3], pixels[(11 * 22 + 11) * 4 + 3]]).toEqual([0, 255]);
  });
});

test('what desktops start at login names the app in quotes, whatever is in its path', () => {
  const entry = autostartEntry(['/opt/My "apps"/100%/$HOME/thumbline']);
  expect(entry.split('\n')).toContain(
    String.raw`Exec="/opt/My \\"apps\\"/100%%/\\$HOME/thumbline" "--background"`,
  );
});

test('on battery half as many run at once, unless a person chose', () => {
  const cores = availableParallelism();
  const half = Math.ceil(cores / 2);
  expect(attemptsAtOnce(defaultSettings, true)).toBe(half);
  expect(attemptsAtOnce(defaultSettings, false)).toBe(cores);
  expect(attemptsAtOnce({ ...defaultSettings, worksAtFullSpeed: true }, true)).toBe(cores);
  expect(attemptsAtOnce({ ...defaultSettings, concurrency: 7 }, true)).toBe(7);
});

test('a worker runs behind other programs, unless full speed is wanted', async () => {
  const start = () => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const children = [start(), start()] as const;
  const launcherOf = (child: (typeof children)[number]) => ({
    launch: () => ({
      processId: child.pid ?? 0,
      send: () => undefined,
      onMessage: () => undefined,
      onExit: () => undefined,
      kill: () => undefined,
    }),
  });
  launchBehind(launcherOf(children[0]), () => false).launch();
  launchBehind(launcherOf(children[1]), () => true).launch();
  const own = getPriority();
  const [behind, usual] = children.map(({ pid }) => getPriority(pid ?? 0));
  for (const child of children) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  expect(usual).toBe(own);
  expect(behind).toBeGreaterThan(own);
  // Neither our own process nor one that is gone.
  putBehind(undefined);
  putBehind(0);
  putBehind(children[0].pid);
  expect(getPriority()).toBe(own);
});

describe('whether the desktop has a tray', () => {
  /** Stand-ins for the programs that ask its bus; one that is left out fails. */
  function putPrograms(programs: Readonly<Record<string, string>>): string {
    const folder = tempFolder();
    for (const name of ['dbus-send', 'gdbus']) {
      const lines = programs[name] ?? 'exit 1';
      writeFileSync(join(folder, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
    }
    vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', 'unix:path=/nowhere');
    onTestFinished(() => void vi.unstubAllEnvs());
    return folder;
  }
  const minuteMs = 60_000;

  test.runIf(process.platform === 'linux')('says the first program that can', async () => {
    putPrograms({ gdbus: 'echo "(true,)"' });
    expect(await findTray(minuteMs)).toBe(true);
    putPrograms({ 'dbus-send': 'echo "boolean false"' });
    expect(await findTray(minuteMs)).toBe(false);
    putPrograms({});
    expect(await findTray(minuteMs)).toBe(false);
  });

  test.runIf(process.platform === 'linux')(
    'is not known where its bus hangs, which is asked once',
    async () => {
      putPrograms({ 'dbus-send': 'exec sleep 600', gdbus: 'echo "(true,)"' });
      expect(await findTray(100)).toBe(null);
    },
  );
});

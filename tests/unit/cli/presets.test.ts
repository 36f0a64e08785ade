import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { presets } from '../../../src/cli/commands/presets.ts';
import { diskCalls } from '../../../src/engine/files/disk-calls.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function setUp() {
  vi.stubEnv('XDG_CONFIG_HOME', tempFolder());
  onTestFinished(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  const [cwd, elsewhere] = [tempFolder(), tempFolder()];
  const folder = join(cwd, 'out');
  mkdirSync(folder);
  const lines: string[] = [];
  const tell = (line: string) => void lines.push(line);
  const voice = {
    say: tell,
    print: tell,
    complain: tell,
    paint: (_: string, text: string) => text,
    cwd,
  };
  const run = () => presets(['export', 'web', 'out/web.thumbline.json'], voice);
  const away = join(cwd, 'away');
  const swap = () => {
    renameSync(folder, away);
    symlinkSync(elsewhere, folder);
  };
  return { run, swap, lines, folder, away, elsewhere };
}

it.each([
  ['before its first byte', 'begin'],
  ['before it has its name', 'end'],
])('a preset is written nowhere else when its folder is swapped for a link %s', async (_, when) => {
  const { run, swap, lines, away, elsewhere } = setUp();
  const { writeNew } = diskCalls;
  vi.spyOn(diskCalls, 'writeNew').mockImplementation(async (...given) => {
    if (when === 'begin') swap();
    await writeNew(...given);
    if (when === 'end') swap();
  });
  expect(await run()).toBe(1);
  expect([readdirSync(elsewhere), readdirSync(away)]).toEqual([[], []]);
  expect(lines).toEqual([expect.stringContaining('cannot be written')]);
});

it('a preset takes no other name than the one that was typed, and everybody may read it', async () => {
  const { run, lines, folder } = setUp();
  expect(await run()).toBe(0);
  const path = join(folder, 'web.thumbline.json');
  writeFileSync(join(folder, 'like-any-other'), '');
  expect(statSync(path).mode).toBe(statSync(join(folder, 'like-any-other')).mode);
  const text = readFileSync(path, 'utf8');
  expect(await run()).toBe(1);
  expect(lines.at(-1)).toMatch(/is there already\. Choose another name\.$/);
  expect([readdirSync(folder).length, readFileSync(path, 'utf8')]).toEqual([2, text]);
});

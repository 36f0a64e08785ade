import { describe, expect, test } from 'vitest';
import { dropWindowFacts } from '../../../src/main/background/drop-window-facts.ts';
import type { DesktopState } from '../../../src/main/background/tell-desktop.ts';
import { defaultSettings } from '../../../src/shared/settings/settings.ts';
import { presetsFor } from '../../../src/shared/task/preset.ts';
import { emptyTally, type Tally } from '../../../src/shared/task/tally.ts';

const { recipe, presetId } = defaultSettings;
const presets = presetsFor('linux');
const idle: DesktopState = { fraction: null, leftCount: 0, isPaused: false };
const factsOf = (state: Partial<DesktopState>, ended: Partial<Tally> | null = null) =>
  dropWindowFacts({
    state: { ...idle, ...state },
    finished: ended && {
      id: 'batch',
      ended: { ...emptyTally, ...ended },
      resultPath: ended.succeeded ? '/out/a.jpg' : null,
    },
    settings: { recipe, presetId },
    presets,
  });

describe('the small window for drops', () => {
  test('says what becomes of a drop, and where', () => {
    expect(factsOf({})).toMatchObject({
      state: 'ready',
      detail: 'Thumbnail, beside each picture',
      progress: null,
      action: { act: 'choose-files' },
    });
    const inFolder = {
      ...recipe,
      destination: { kind: 'folder', path: '/home/a/Out', mirrorsTree: true },
    } as const;
    const changed = { recipe: inFolder, presetId: null };
    const facts = dropWindowFacts({ state: idle, finished: null, settings: changed, presets });
    expect(facts.detail).toMatch(/Out$/);
    // What was changed by hand stands above the presets.
    expect(facts.presets.slice(0, 2)).toEqual([
      { id: '', name: recipe.name },
      { id: presetId, name: 'Thumbnail' },
    ]);
    expect(factsOf({}).presets[0]?.id).toBe(presetId);
  });

  test('shows how far a run is, and never that all is done while something is left', () => {
    expect(factsOf({ fraction: 0.5, leftCount: 4 })).toMatchObject({
      state: 'running',
      title: '4 pictures left',
      progress: { percent: 50, words: '50 %' },
      action: { act: 'pause' },
    });
    expect(factsOf({ fraction: 0.9999, leftCount: 1 }).progress?.percent).toBe(99);
    expect(factsOf({ fraction: 1, leftCount: 0 }).progress?.percent).toBe(99);
    expect(factsOf({ fraction: 0, leftCount: 1, isPaused: true })).toMatchObject({
      state: 'paused',
      action: { act: 'resume' },
    });
  });

  test('leads to the results, and without any to the large window', () => {
    expect(factsOf({}, { succeeded: 2 }).action.act).toBe('reveal');
    expect(factsOf({}, { failed: 2 }).action.act).toBe('open');
    // Of what was cancelled nothing is worth saying.
    expect(factsOf({}, { cancelled: 2 }).state).toBe('ready');
  });

  test('shows no tick for what failed, nor for a part of it', () => {
    expect(factsOf({}, { succeeded: 2, skipped: 1 }).state).toBe('done');
    expect(factsOf({}, { succeeded: 2, failed: 1 }).state).toBe('failed');
    expect(factsOf({}, { failed: 2 }).state).toBe('failed');
  });
});

import { searchFolded } from '../../../../shared/paths/safe-segment.ts';
import { isBuiltIn, type Preset } from '../../../../shared/task/preset.ts';
import type { PresetMove } from '../../../../shared/task/preset-repository.ts';
import { presetsWords } from '../../../../shared/words/areas/presets.ts';
import { describePreset } from './describe-preset.ts';

export interface GallerySection {
  readonly title: string;
  /** Null holds those that are in no folder, and those that came with the app. */
  readonly folder: string | null;
  readonly isOwn: boolean;
  readonly presets: readonly Preset[];
}

function says(preset: Preset, wanted: string): boolean {
  const { name, outputs } = preset.recipe;
  const texts = [name, describePreset(preset), preset.folder ?? '', ...outputs.map((o) => o.name)];
  return texts.some((text) => searchFolded(text).includes(wanted));
}

/** A person's own first: those in no folder, then each folder in the order its first preset stands. Empty ones are left out. */
export function sectionsOf(presets: readonly Preset[], search: string): readonly GallerySection[] {
  const wanted = searchFolded(search.trim());
  const found = presets.filter((preset) => wanted === '' || says(preset, wanted));
  const own = found.filter(({ id }) => !isBuiltIn(id));
  const folders = new Set(own.flatMap(({ folder }) => folder ?? []));
  const sections = [null, ...folders].map((folder) => ({
    title: folder ?? presetsWords('yourOwn'),
    folder,
    isOwn: true,
    presets: own.filter((preset) => (preset.folder ?? null) === folder),
  }));
  const builtIn = {
    title: presetsWords('cameWith'),
    folder: null,
    isOwn: false,
    presets: found.filter(({ id }) => isBuiltIn(id)),
  };
  return [...sections, builtIn].filter(({ presets: listed }) => listed.length > 0);
}

/** How one is moved a place within its folder; null where there is none. */
export function step(section: GallerySection, id: string, by: -1 | 1): PresetMove | null {
  const at = section.presets.findIndex((preset) => preset.id === id);
  const next = section.presets[at + by];
  if (!section.isOwn || at === -1 || !next) return null;
  const before = by === -1 ? next.id : (section.presets[at + 2]?.id ?? null);
  return { id, before, folder: section.folder };
}

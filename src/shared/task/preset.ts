import { z } from 'zod';
import { desktopOutput, desktopSizeNames } from './desktop-thumbnails.ts';
import { siteIconNames } from './srcset.ts';
import { PresetExtra } from './preset-file.ts';
import { type OutputRecipe, WholeRecipe } from './recipe.ts';
import { printedEdgePx, sheetOutputName } from './saving.ts';
import { defaultFileName, usualOutput, usualRecipe } from './usual-recipe.ts';

/** What a person calls a folder of presets. */
export const PresetFolder = z.lazy(() => z.string().trim().min(1).max(60));

/**
 * A named recipe. Built-in presets cannot be changed or removed. `extra` is what an imported file said besides:
 * it is not understood here, and kept for the program that wrote it. `folder` is where a person keeps it among the presets.
 */
export const Preset = z.lazy(() =>
  z
    .object({
      id: z.string().min(1).max(100),
      recipe: WholeRecipe,
      extra: PresetExtra.exactOptional(),
      folder: PresetFolder.exactOptional(),
    })
    .readonly(),
);
export type Preset = z.infer<typeof Preset>;

/** A person's own presets as the app keeps them. */
export const PresetList = z.lazy(() =>
  z.object({ presets: z.array(Preset).readonly() }).readonly(),
);

/** The shape of a `*.thumbline.json` file: a recipe with a version. */
export const PresetFile = z.lazy(() =>
  z.object({ version: z.literal(1).default(1) }).and(WholeRecipe),
);

/** A recipe as far as it is not as usual. */
interface Given extends Partial<Omit<WholeRecipe, 'outputs'>> {
  readonly outputs: readonly Partial<OutputRecipe>[];
}

function preset(id: string, given: Given): Preset {
  const outputs = given.outputs.map((output) => ({ ...usualOutput, ...output }));
  const fileName = defaultFileName(outputs.length);
  return { id, recipe: { ...usualRecipe, fileName, ...given, outputs } };
}

function webOutputs(edge: number, name: string) {
  const box = { width: edge, height: edge };
  return [
    { ...box, name: `${name}-webp`, format: 'webp' as const },
    { ...box, name: `${name}-jpeg`, format: 'jpeg' as const },
  ];
}

const square = (edge: number) => ({ width: edge, height: edge });

/** Programs that ask for an icon of this size take no smaller one. */
const pngIcon = (name: string, edge: number) => ({
  name,
  ...square(edge),
  fit: 'contain' as const,
  format: 'png' as const,
  withoutEnlargement: false,
});

const onWhite = { fit: 'contain', format: 'jpeg', background: '#ffffff' } as const;
const cutToWhatMatters = { fit: 'cover', position: 'attention', format: 'jpeg' } as const;

export const defaultPreset = preset('thumbnail', {
  name: 'Thumbnail',
  outputs: [{ name: 'thumbnail', ...square(100) }],
});

export const builtInPresets: readonly Preset[] = [
  defaultPreset,
  preset('avatar', {
    name: 'Avatar',
    outputs: [{ name: 'avatar', ...square(256), fit: 'cover', position: 'attention' }],
  }),
  preset('web', {
    name: 'Web set',
    outputs: [
      ...webOutputs(320, 'small'),
      ...webOutputs(640, 'medium'),
      ...webOutputs(1280, 'large'),
    ],
  }),
  preset('shop', {
    name: 'Shop',
    outputs: [
      { name: 'large', ...square(2048), ...onWhite },
      { name: 'small', ...square(400), ...onWhite },
    ],
  }),
  preset('email', {
    name: 'E-mail',
    outputs: [
      { name: 'mail', longEdge: 1600, format: 'jpeg', maxBytes: 1_000_000, mayShrink: true },
    ],
  }),
  // Sizes and where they are from: docs/presets.md.
  preset('social', {
    name: 'Social',
    outputs: [
      { name: 'square', ...square(1080), ...cutToWhatMatters },
      { name: 'wide', width: 1200, height: 630, ...cutToWhatMatters },
      { name: 'portrait', width: 1080, height: 1350, ...cutToWhatMatters },
      { name: 'story', width: 1080, height: 1920, ...cutToWhatMatters },
      { name: 'video', width: 1280, height: 720, ...cutToWhatMatters },
    ],
  }),
  preset('app-icons', {
    name: 'App icons',
    outputs: [
      ...[16, 32, 48, 64, 128, 256, 512, 1024].map((edge) => pngIcon(String(edge), edge)),
      { name: 'windows', ...square(256), fit: 'contain', format: 'ico' },
      { name: 'macos', ...square(1024), fit: 'contain', format: 'icns' },
    ],
  }),
  preset('website-icons', {
    name: 'Website icons',
    fileName: '{output}.{ext}',
    outputs: [
      { name: siteIconNames.favicon, ...square(48), fit: 'contain', format: 'ico' },
      // A telephone paints black where it is transparent.
      { ...pngIcon(siteIconNames.apple, 180), background: '#ffffff' },
      pngIcon('icon-192', 192),
      pngIcon('icon-512', 512),
    ],
  }),
  preset('retina', {
    name: 'Retina',
    fileName: '{name}{output}.{ext}',
    outputs: [1, 2, 3].map((scale) => ({ name: `@${scale}x`, ...square(scale * 160) })),
  }),
  preset('contact-sheet', {
    name: 'Contact sheet',
    outputs: [{ name: sheetOutputName, ...square(printedEdgePx), format: 'jpeg', quality: 90 }],
  }),
  preset('archive', {
    name: 'Archive',
    metadata: 'all',
    outputs: [{ name: 'archive', longEdge: 3840, format: 'jpeg', quality: 90 }],
  }),
];

/** Fills the cache in which file managers on Linux look for thumbnails. */
export const desktopPreset = preset('desktop-cache', {
  name: 'Desktop thumbnails',
  outputs: desktopSizeNames.map(desktopOutput),
  destination: { kind: 'desktop-cache' },
});

/** Those that make sense on a computer: by Node's name of its system. */
export function presetsFor(system: string): readonly Preset[] {
  return system === 'linux' ? [...builtInPresets, desktopPreset] : builtInPresets;
}

export function isBuiltIn(presetId: string): boolean {
  return [...builtInPresets, desktopPreset].some(({ id }) => id === presetId);
}

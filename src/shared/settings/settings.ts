import { z } from 'zod';
import { ServerAddress } from '../server/server-address.ts';
import { defaultPreset } from '../task/preset.ts';
import { Recipe } from '../task/recipe.ts';

export const themes = ['system', 'light', 'dark'] as const;
export const Theme = z.enum(themes);
export type Theme = z.infer<typeof Theme>;

export const listViews = ['grid', 'list'] as const;
export const ListView = z.enum(listViews);
export type ListView = z.infer<typeof ListView>;

/** `auto` is one attempt a core. */
export const Concurrency = z.union([z.literal('auto'), z.int().min(1).max(64)]);
export type Concurrency = z.infer<typeof Concurrency>;

/** The largest picture and the largest file that are tried. Above that no computer of a person has the memory. */
const MaxMegapixels = z.int().min(1).max(10_000);
const MaxFileMegabytes = z.int().min(1).max(4000);

/**
 * What a person chose. `recipe` is what the next drop is made with and `presetId` where it came from
 * (null once it was changed by hand). `historyDays` null keeps history for ever.
 */
export const Settings = z
  .object({
    recipe: Recipe.default(defaultPreset.recipe),
    presetId: z.string().max(100).nullable().default(defaultPreset.id),
    concurrency: Concurrency.default('auto'),
    limitSeconds: z.int().min(5).max(3600).default(60),
    maxMegapixels: MaxMegapixels.default(300),
    maxFileMegabytes: MaxFileMegabytes.default(2000),
    theme: Theme.default('system'),
    listView: ListView.default('grid'),
    showsRecipe: z.boolean().default(true),
    notifiesWhenDone: z.boolean().default(true),
    historyDays: z.int().min(1).max(3650).nullable().default(null),
    /** Not to be changed by the screen alone: where pictures are sent, a person confirms. */
    usesServer: z.boolean().default(false),
    serverAddress: ServerAddress.nullable().default(null),
  })
  .readonly();
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = Settings.parse({});

/** Any part of the settings that the screen may change, to be changed together. */
export const SettingsChange = z.object({
  recipe: Recipe.optional(),
  presetId: z.string().max(100).nullable().optional(),
  concurrency: Concurrency.optional(),
  limitSeconds: z.int().min(5).max(3600).optional(),
  maxMegapixels: MaxMegapixels.optional(),
  maxFileMegabytes: MaxFileMegabytes.optional(),
  theme: Theme.optional(),
  listView: ListView.optional(),
  showsRecipe: z.boolean().optional(),
  notifiesWhenDone: z.boolean().optional(),
  historyDays: z.int().min(1).max(3650).nullable().optional(),
});
export type SettingsChange = z.infer<typeof SettingsChange>;

import { z } from 'zod';
import { ServerAddress } from '../server/server-address.ts';
import { defaultPreset } from '../task/preset.ts';
import { WholeRecipe } from '../task/recipe.ts';

export const themes = ['system', 'light', 'dark'] as const;
export const Theme = z.enum(themes);
export type Theme = z.infer<typeof Theme>;

/** By BCP 47: "de", "pt-BR". */
const LanguageTag = z.string().regex(/^[a-z]{2,8}(?:-[a-z\d]{1,8}){0,5}$/i);

export const listViews = ['grid', 'list'] as const;
export const ListView = z.enum(listViews);
export type ListView = z.infer<typeof ListView>;

/** `auto` is one attempt a core. */
export const Concurrency = z.union([z.literal('auto'), z.int().min(1).max(64)]);
export type Concurrency = z.infer<typeof Concurrency>;

/** What becomes of the app when its window is closed, on a desktop that shows a tray. Elsewhere closing quits. */
export const WhenClosed = z.enum(['ask', 'stay', 'quit']);
export type WhenClosed = z.infer<typeof WhenClosed>;

/** The largest picture and the largest file that are tried. Above that no computer of a person has the memory. */
const MaxMegapixels = z.int().min(1).max(10_000);
const MaxFileMegabytes = z.int().min(1).max(4000);

const PictureEdge = z.int().min(80).max(240);

/** Plain values: a window has them, and no schema. */
const usual = {
  recipe: defaultPreset.recipe,
  presetId: defaultPreset.id,
  concurrency: 'auto' as const,
  limitSeconds: 60,
  maxMegapixels: 300,
  maxFileMegabytes: 2000,
  theme: 'system' as const,
  language: null,
  listView: 'grid' as const,
  pictureEdge: null,
  showsRecipe: true,
  notifiesWhenDone: true,
  historyDays: null,
  checksForUpdates: false,
  whenClosed: 'ask' as const,
  startsAtLogin: false,
  worksAtFullSpeed: false,
  showsDropWindow: false,
  nextIsPrivate: false,
  usesServer: false,
  serverAddress: null,
};

/**
 * What a person chose. `recipe` is what the next drop is made with and `presetId` where it came from
 * (null once it was changed by hand). `historyDays` null keeps history for ever.
 */
export const Settings = z.lazy(() =>
  z
    .object({
      recipe: WholeRecipe.default(() => usual.recipe),
      presetId: z.string().max(100).nullable().default(usual.presetId),
      concurrency: Concurrency.default(usual.concurrency),
      limitSeconds: z.int().min(5).max(3600).default(usual.limitSeconds),
      maxMegapixels: MaxMegapixels.default(usual.maxMegapixels),
      maxFileMegabytes: MaxFileMegabytes.default(usual.maxFileMegabytes),
      theme: Theme.default(usual.theme),
      /** Spoken from the next start on. Null follows the system. */
      language: LanguageTag.nullable().default(usual.language),
      listView: ListView.default(usual.listView),
      /** How large the grid shows pictures, in CSS pixels; null: as large as their recipe makes them. */
      pictureEdge: PictureEdge.nullable().default(usual.pictureEdge),
      showsRecipe: z.boolean().default(usual.showsRecipe),
      notifiesWhenDone: z.boolean().default(usual.notifiesWhenDone),
      historyDays: z.int().min(1).max(3650).nullable().default(usual.historyDays),
      /** Whether the app asks every day for a newer version of itself. */
      checksForUpdates: z.boolean().default(usual.checksForUpdates),
      whenClosed: WhenClosed.default(usual.whenClosed),
      startsAtLogin: z.boolean().default(usual.startsAtLogin),
      /** Not behind other programs, and as many pictures at once on battery. */
      worksAtFullSpeed: z.boolean().default(usual.worksAtFullSpeed),
      /** The small window that takes drops. */
      showsDropWindow: z.boolean().default(usual.showsDropWindow),
      /** Nothing of the next batch is remembered once it is over; off again when that is there. */
      nextIsPrivate: z.boolean().default(usual.nextIsPrivate),
      /** Not to be changed by the screen alone: where pictures are sent, a person confirms. */
      usesServer: z.boolean().default(usual.usesServer),
      serverAddress: ServerAddress.nullable().default(usual.serverAddress),
    })
    .readonly(),
);
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = usual;

/** Any part of the settings that the screen may change, to be changed together. */
export const SettingsChange = z.lazy(() =>
  z.object({
    recipe: WholeRecipe.optional(),
    presetId: z.string().max(100).nullable().optional(),
    concurrency: Concurrency.optional(),
    limitSeconds: z.int().min(5).max(3600).optional(),
    maxMegapixels: MaxMegapixels.optional(),
    maxFileMegabytes: MaxFileMegabytes.optional(),
    theme: Theme.optional(),
    language: LanguageTag.nullable().optional(),
    listView: ListView.optional(),
    pictureEdge: PictureEdge.nullable().optional(),
    showsRecipe: z.boolean().optional(),
    notifiesWhenDone: z.boolean().optional(),
    historyDays: z.int().min(1).max(3650).nullable().optional(),
    checksForUpdates: z.boolean().optional(),
    whenClosed: WhenClosed.optional(),
    startsAtLogin: z.boolean().optional(),
    worksAtFullSpeed: z.boolean().optional(),
    showsDropWindow: z.boolean().optional(),
    nextIsPrivate: z.boolean().optional(),
  }),
);
export type SettingsChange = z.infer<typeof SettingsChange>;

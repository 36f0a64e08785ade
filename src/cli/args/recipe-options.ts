import {
  animations,
  chromas,
  colourSpaces,
  sharpenings,
  slowestEffort,
} from '../../shared/formats/encoding.ts';
import type { WrittenRecord } from '../../shared/formats/format-record.ts';
import {
  formats,
  namesOfWritten,
  namesWithPages,
  writableFormats,
} from '../../shared/formats/formats.ts';
import { metadataPolicies } from '../../shared/task/metadata-policy.ts';
import {
  conflictPolicies,
  fits,
  largestEdge,
  lastPage,
  outputFormats,
  type OutputRecipe,
  positions,
  type Recipe,
} from '../../shared/task/recipe.ts';
import {
  byteCount,
  colour,
  decimal,
  oneOf,
  point,
  type ReadWord,
  size,
  template,
  wholeNumber,
  wrapping,
} from './typed-values.ts';
import { watermarkOptions } from './watermark-options.ts';

/** What options change: fields of every output, and fields of the recipe. */
export interface RecipePatch {
  readonly output: Partial<OutputRecipe>;
  readonly recipe: Partial<Omit<Recipe, 'name' | 'outputs' | 'destination' | 'watermark'>> & {
    /** Some of its parts. */
    readonly watermark?: object;
  };
}

/**
 * One option of the terminal. `sets` names the fields it is there for. With a value `read` gets its text; a switch
 * also has a `--no-` twin, and `read` gets which of the two was typed.
 */
export type RecipeOption = {
  readonly flags: string;
  readonly help: string;
  readonly sets: readonly string[];
} & (
  | { readonly kind: 'value'; readonly read: ReadWord<Partial<RecipePatch>> }
  | { readonly kind: 'switch'; readonly read: (isOn: boolean) => Partial<RecipePatch> }
);

type Value<Patch, Name extends keyof Patch> = ReadWord<NonNullable<Patch[Name]>>;

function ofOutput<Name extends keyof OutputRecipe>(
  flags: string,
  name: Name,
  [help, read]: readonly [string, Value<OutputRecipe, Name>],
): RecipeOption {
  const patch = wrapping(read, (value) => ({ output: { [name]: value } }));
  return { kind: 'value', flags, help, sets: [name], read: patch };
}

function ofRecipe<Name extends keyof RecipePatch['recipe']>(
  flags: string,
  name: Name,
  [help, read]: readonly [string, Value<RecipePatch['recipe'], Name>],
): RecipeOption {
  const patch = wrapping(read, (value) => ({ recipe: { [name]: value } }));
  return { kind: 'value', flags, help, sets: [name], read: patch };
}

function toggle(
  flags: string,
  name: string,
  [help, read]: readonly [string, (isOn: boolean) => Partial<RecipePatch>],
): RecipeOption {
  return { kind: 'switch', flags, help, sets: [name], read };
}

const list = (words: readonly string[]) => words.join(', ');
const namesOf = (has: (record: WrittenRecord) => boolean, last: 'and' | 'or' = 'and') =>
  namesOfWritten(has).join(` ${last} `);
const usualQualities = list(
  writableFormats.flatMap((format) => {
    const { name, writes } = formats[format];
    return writes.quality === null ? [] : [`${writes.quality} for ${name}`];
  }),
);
const noSize = { width: null, height: null, longEdge: null, percent: null };

function sizeOption(
  flags: string,
  sets: readonly string[],
  [help, read]: readonly [string, (text: string) => Partial<OutputRecipe>],
): RecipeOption {
  const patch = (text: string) => ({ output: { ...noSize, ...read(text) } });
  return { kind: 'value', flags, help, sets, read: patch };
}

const edge = wholeNumber(1, largestEdge);
const percent = decimal(0.1, 1000);

/** By the field that they set; the order is that of the help. Nothing where a field is set elsewhere. */
const outputOptions: Readonly<Record<keyof OutputRecipe, RecipeOption | null>> = {
  name: null,
  width: sizeOption(
    '--size <WxH>',
    ['width', 'height'],
    ['box in pixels: 300x200, 300, 300x, x200', size],
  ),
  height: null,
  longEdge: sizeOption(
    '--long-edge <pixels>',
    ['longEdge'],
    ['the longer edge, whichever it is', (text) => ({ longEdge: edge(text) })],
  ),
  percent: sizeOption(
    '--percent <n>',
    ['percent'],
    ['of the size of each picture', (text) => ({ percent: percent(text) })],
  ),
  fit: ofOutput('--fit <fit>', 'fit', [list(fits), oneOf(fits)]),
  position: ofOutput('--position <where>', 'position', [
    `what cover keeps: ${list(positions)}`,
    oneOf(positions),
  ]),
  focalPoint: ofOutput('--focus <x,y>', 'focalPoint', [
    'a point that cover keeps, such as 0.3,0.25',
    point,
  ]),
  format: ofOutput('--format <format>', 'format', [list(outputFormats), oneOf(outputFormats)]),
  quality: {
    kind: 'value',
    flags: '--quality <1-100>',
    help: `usually ${usualQualities}`,
    sets: ['quality'],
    read: wrapping(wholeNumber(1, 100), (quality) => ({ output: { quality, looksSame: false } })),
  },
  looksSame: toggle('--looks-same', 'looksSame', [
    `instead of a quality: the smallest file that looks the same, of ${list(namesOfWritten(({ writes }) => writes.quality !== null))}`,
    (looksSame) => ({ output: { looksSame } }),
  ]),
  maxBytes: ofOutput('--max-bytes <size>', 'maxBytes', [
    'no file is larger, such as 50KB: less quality, fewer colours, or it fails',
    byteCount,
  ]),
  mayShrink: toggle('--shrink-to-fit', 'mayShrink', [
    'with --max-bytes: fewer pixels rather than failing',
    (mayShrink) => ({ output: { mayShrink } }),
  ]),
  sharpen: ofOutput('--sharpen <how>', 'sharpen', [
    `after shrinking: ${list(sharpenings)}`,
    oneOf(sharpenings),
  ]),
  chroma: ofOutput('--chroma <kind>', 'chroma', [
    `colour detail of ${namesOf(({ writes }) => writes.chroma !== null)}: ${list(chromas)}`,
    oneOf(chromas),
  ]),
  effort: ofOutput('--effort <0-9>', 'effort', [
    `0 is fast, 9 is small: ${list(namesOfWritten(({ writes }) => writes.effort !== null))}`,
    wholeNumber(0, slowestEffort),
  ]),
  palette: ofOutput('--palette <2-256>', 'palette', [
    `how many colours a ${namesOf(({ writes }) => writes.palettes !== null, 'or')} has`,
    wholeNumber(2, 256),
  ]),
  animation: ofOutput('--animation <which>', 'animation', [
    `moving ${namesOf(({ animation }) => animation)}: ${list(animations)}`,
    oneOf(animations),
  ]),
  colourSpace: ofOutput('--colour-space <name>', 'colourSpace', [
    `of ${list(namesOfWritten(({ writes }) => writes.profile))}: ${list(colourSpaces)}`,
    oneOf(colourSpaces),
  ]),
  background: ofOutput('--background <colour>', 'background', [
    'behind and around the picture, such as #ffffff',
    colour,
  ]),
  progressive: toggle('--progressive', 'progressive', [
    `${namesOf(({ writes }) => writes.progressive)} that appear step by step`,
    (progressive) => ({ output: { progressive } }),
  ]),
  lossless: toggle('--lossless', 'lossless', [
    `${namesOf(({ writes }) => writes.lossless)} without any loss`,
    (lossless) => ({ output: { lossless } }),
  ]),
  withoutEnlargement: toggle('--enlarge', 'withoutEnlargement', [
    'make small pictures larger, too',
    (isOn) => ({ output: { withoutEnlargement: !isOn } }),
  ]),
};

/** Outputs have options of their own, and where files go is asked for beside the recipe. */
const wholeOptions: Readonly<Record<keyof Recipe, RecipeOption | readonly RecipeOption[] | null>> =
  {
    name: null,
    outputs: null,
    destination: null,
    fileName: ofRecipe('--name <template>', 'fileName', [
      'file name, for example {name}-{width}.{ext}',
      template,
    ]),
    conflict: ofRecipe('--conflict <policy>', 'conflict', [
      `if a file is there: ${list(conflictPolicies)}`,
      oneOf(conflictPolicies),
    ]),
    metadata: ofRecipe('--metadata <what>', 'metadata', [
      `to keep: ${list(metadataPolicies)}`,
      oneOf(metadataPolicies),
    ]),
    keepsGps: toggle('--gps', 'keepsGps', [
      'with --metadata all: keep where it was taken',
      (keepsGps) => ({ recipe: { keepsGps } }),
    ]),
    page: ofRecipe('--page <n>', 'page', [
      `which page of a ${namesWithPages('or')}; other pictures have only one`,
      wholeNumber(1, lastPage),
    ]),
    trim: ofRecipe('--trim <percent>', 'trim', [
      'first cut off borders of one colour; 0 exactly that colour, 5 with slight noise',
      decimal(0, 100),
    ]),
    watermark: watermarkOptions,
    keepsOriginal: toggle('--keep-original', 'keepsOriginal', [
      'as always where a new file would be larger and nothing changes; --no-keep-original makes it anyway',
      (keepsOriginal) => ({ recipe: { keepsOriginal } }),
    ]),
    replacesSource: toggle('--replace-source', 'replacesSource', [
      'let overwrite replace the pictures themselves; originals go to the trash',
      (replacesSource) => ({ recipe: { replacesSource } }),
    ]),
  };

/** Every field of a recipe that can be typed. Parsing, help and the guide are made from this table. */
export const recipeOptions: readonly RecipeOption[] = [
  ...Object.values(outputOptions),
  ...Object.values(wholeOptions),
]
  .flat()
  .filter((option) => option !== null);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The fields with those that were changed; of a field with parts, the parts that were not named stay. */
export function withFields<Fields extends object>(fields: Fields, changed: object): Fields {
  const known: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(fields));
  const parts = Object.entries(changed).map(([name, value]: [string, unknown]) => {
    const before = known[name];
    return [name, isObject(before) && isObject(value) ? { ...before, ...value } : value] as const;
  });
  return { ...fields, ...Object.fromEntries(parts) };
}

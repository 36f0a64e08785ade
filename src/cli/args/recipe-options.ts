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
import { optionsWords } from '../../shared/words/areas/options.ts';
import {
  byteCount,
  colour,
  decimal,
  oneOf,
  point,
  radius,
  type ReadWord,
  size,
  template,
  wholeNumber,
  wrapping,
} from './typed-values.ts';
import type { RecipeOption, RecipePatch } from './recipe-option.ts';
import { watermarkOptions } from './watermark-options.ts';

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
const listOf = (has: (record: WrittenRecord) => boolean) => list(namesOfWritten(has));
const namesOf = (has: (record: WrittenRecord) => boolean, conjunction: 'and' | 'or' = 'and') =>
  namesOfWritten(has).reduce((names, last) => optionsWords(conjunction, { names, last }));
const usualQualities = list(
  writableFormats.flatMap((format) => {
    const { name, writes } = formats[format];
    return writes.quality === null
      ? []
      : [optionsWords('quality.usual', { quality: writes.quality, format: name })];
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

/** As people say it. Degrees clockwise. */
const turnOf = { '0': 0, '90': 90, '180': 180, '270': 270, right: 90, left: 270 } as const;
const typedTurns = ['0', '90', '180', '270', 'left', 'right'] as const;

const edge = wholeNumber(1, largestEdge);
const percent = decimal(0.1, 1000);

/** By the field that they set; the order is that of the help. Nothing where a field is set elsewhere. */
const outputOptions: Readonly<Record<keyof OutputRecipe, RecipeOption | null>> = {
  name: null,
  width: sizeOption('--size <WxH>', ['width', 'height'], [optionsWords('size'), size]),
  height: null,
  longEdge: sizeOption(
    '--long-edge <pixels>',
    ['longEdge'],
    [optionsWords('longEdge'), (text) => ({ longEdge: edge(text) })],
  ),
  percent: sizeOption(
    '--percent <n>',
    ['percent'],
    [optionsWords('percent'), (text) => ({ percent: percent(text) })],
  ),
  fit: ofOutput('--fit <fit>', 'fit', [list(fits), oneOf(fits)]),
  position: ofOutput('--position <where>', 'position', [
    optionsWords('position', { choices: list(positions) }),
    oneOf(positions),
  ]),
  focalPoint: ofOutput('--focus <x,y>', 'focalPoint', [optionsWords('focus'), point]),
  format: ofOutput('--format <format>', 'format', [list(outputFormats), oneOf(outputFormats)]),
  quality: {
    kind: 'value',
    flags: '--quality <1-100>',
    help: optionsWords('quality', { qualities: usualQualities }),
    sets: ['quality'],
    read: wrapping(wholeNumber(1, 100), (quality) => ({ output: { quality, looksSame: false } })),
  },
  looksSame: toggle('--looks-same', 'looksSame', [
    optionsWords('looksSame', { formats: listOf(({ writes }) => writes.quality !== null) }),
    (looksSame) => ({ output: { looksSame } }),
  ]),
  maxBytes: ofOutput('--max-bytes <size>', 'maxBytes', [optionsWords('maxBytes'), byteCount]),
  mayShrink: toggle('--shrink-to-fit', 'mayShrink', [
    optionsWords('shrinkToFit'),
    (mayShrink) => ({ output: { mayShrink } }),
  ]),
  sharpen: ofOutput('--sharpen <how>', 'sharpen', [
    optionsWords('sharpen', { choices: list(sharpenings) }),
    oneOf(sharpenings),
  ]),
  chroma: ofOutput('--chroma <kind>', 'chroma', [
    optionsWords('chroma', {
      formats: namesOf(({ writes }) => writes.chroma !== null),
      choices: list(chromas),
    }),
    oneOf(chromas),
  ]),
  effort: ofOutput('--effort <0-9>', 'effort', [
    optionsWords('effort', { formats: listOf(({ writes }) => writes.effort !== null) }),
    wholeNumber(0, slowestEffort),
  ]),
  palette: ofOutput('--palette <2-256>', 'palette', [
    optionsWords('palette', { formats: namesOf(({ writes }) => writes.palettes !== null, 'or') }),
    wholeNumber(2, 256),
  ]),
  animation: ofOutput('--animation <which>', 'animation', [
    optionsWords('animation', {
      formats: namesOf(({ animation }) => animation),
      choices: list(animations),
    }),
    oneOf(animations),
  ]),
  colourSpace: ofOutput('--colour-space <name>', 'colourSpace', [
    optionsWords('colourSpace', {
      formats: listOf(({ writes }) => writes.profile),
      choices: list(colourSpaces),
    }),
    oneOf(colourSpaces),
  ]),
  background: ofOutput('--background <colour>', 'background', [optionsWords('background'), colour]),
  rounded: ofOutput('--rounded <radius>', 'rounded', [optionsWords('rounded'), radius]),
  progressive: toggle('--progressive', 'progressive', [
    optionsWords('progressive', { formats: namesOf(({ writes }) => writes.progressive) }),
    (progressive) => ({ output: { progressive } }),
  ]),
  lossless: toggle('--lossless', 'lossless', [
    optionsWords('lossless', { formats: namesOf(({ writes }) => writes.lossless) }),
    (lossless) => ({ output: { lossless } }),
  ]),
  withoutEnlargement: toggle('--enlarge', 'withoutEnlargement', [
    optionsWords('enlarge'),
    (isOn) => ({ output: { withoutEnlargement: !isOn } }),
  ]),
};

/** Outputs have options of their own, and where files go is asked for beside the recipe. */
const wholeOptions: Readonly<Record<keyof Recipe, RecipeOption | readonly RecipeOption[] | null>> =
  {
    name: null,
    outputs: null,
    destination: null,
    fileName: ofRecipe('--name <template>', 'fileName', [optionsWords('name'), template]),
    conflict: ofRecipe('--conflict <policy>', 'conflict', [
      optionsWords('conflict', { choices: list(conflictPolicies) }),
      oneOf(conflictPolicies),
    ]),
    metadata: ofRecipe('--metadata <what>', 'metadata', [
      optionsWords('metadata', { choices: list(metadataPolicies) }),
      oneOf(metadataPolicies),
    ]),
    keepsGps: toggle('--gps', 'keepsGps', [
      optionsWords('gps'),
      (keepsGps) => ({ recipe: { keepsGps } }),
    ]),
    page: ofRecipe('--page <n>', 'page', [
      optionsWords('page', { formats: namesWithPages('or') }),
      wholeNumber(1, lastPage),
    ]),
    turn: {
      kind: 'value',
      flags: '--turn <degrees>',
      help: optionsWords('turn'),
      sets: ['turn'],
      read: wrapping(oneOf(typedTurns), (word) => ({ recipe: { turn: turnOf[word] } })),
    },
    flip: toggle('--flip', 'flip', [optionsWords('flip'), (flip) => ({ recipe: { flip } })]),
    trim: ofRecipe('--trim <percent>', 'trim', [optionsWords('trim'), decimal(0, 100)]),
    placeholders: toggle('--placeholders', 'placeholders', [
      optionsWords('placeholders'),
      (placeholders) => ({ recipe: { placeholders } }),
    ]),
    watermark: watermarkOptions,
    keepsOriginal: toggle('--keep-original', 'keepsOriginal', [
      optionsWords('keepOriginal'),
      (keepsOriginal) => ({ recipe: { keepsOriginal } }),
    ]),
    keepsDate: toggle('--keep-date', 'keepsDate', [
      optionsWords('keepDate'),
      (keepsDate) => ({ recipe: { keepsDate } }),
    ]),
    replacesSource: toggle('--replace-source', 'replacesSource', [
      optionsWords('replaceSource'),
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

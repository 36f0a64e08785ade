import { z } from 'zod';
import { notOk, ok, type Result } from '../result.ts';
import { presetFilesWords } from '../words/areas/preset-files.ts';
import { misfitWords } from '../words/misfit-words.ts';
import { OutputRecipe, WholeRecipe } from './recipe.ts';

const Fields = z.record(z.string(), z.json());

/** Fields of a preset file that this version does not know: of the preset, and of each output by its name. */
export const PresetExtra = z.lazy(() =>
  z.object({ preset: Fields, outputs: z.record(z.string(), Fields) }).readonly(),
);
export type PresetExtra = z.infer<typeof PresetExtra>;

export const presetFileVersion = 1;
/** A preset is a few hundred bytes and perhaps a watermark of 1 MB in base64; what is larger is something else. */
export const largestPresetFileBytes = 1.5 * 1024 * 1024;

export const isPresetFile = (path: string) => path.toLowerCase().endsWith('.thumbline.json');

/** What a `*.thumbline.json` says. `warning` is one line about what was not understood. */
export interface ReadPreset {
  readonly recipe: WholeRecipe;
  readonly extra: PresetExtra;
  readonly warning: string | null;
}

const Version = z.lazy(() => z.object({ version: z.int().min(1).default(presetFileVersion) }));
const RawFields = z.record(z.string(), z.json());
const RawOutputs = z.lazy(() => z.object({ outputs: z.array(RawFields) }));

const outputFields = () => new Set(Object.keys(OutputRecipe.parse({ width: 1 })));
const recipeFields = () =>
  new Set(['version', ...Object.keys(WholeRecipe.parse({ outputs: [{ width: 1 }] }))]);

function unknownOf(fields: z.infer<typeof RawFields>, known: ReadonlySet<string>) {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !known.has(name)));
}

function extraOf(raw: unknown, recipe: WholeRecipe): PresetExtra {
  const known = outputFields();
  const outputs = RawOutputs.parse(raw).outputs.map(
    (output, at) => [recipe.outputs[at]?.name ?? '', unknownOf(output, known)] as const,
  );
  const withUnknown = outputs.filter(([, fields]) => Object.keys(fields).length > 0);
  return {
    preset: unknownOf(RawFields.parse(raw), recipeFields()),
    outputs: Object.fromEntries(withUnknown),
  };
}

function warningFor({ preset, outputs }: PresetExtra): string | null {
  const names = [preset, ...Object.values(outputs)].flatMap((fields) => Object.keys(fields));
  const quoted = [...new Set(names)].map((name) => `"${name}"`).join(', ');
  return quoted === '' ? null : presetFilesWords('kept', { fields: quoted });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Understands a preset file; the problem continues the sentence "… is no preset: ". */
export function parsePresetFile(text: string): Result<ReadPreset, string> {
  if (text.length > largestPresetFileBytes) return notOk(presetFilesWords('tooLarge'));
  const raw = parseJson(text.replace(/^\uFEFF/, ''));
  if (raw === undefined) return notOk(presetFilesWords('notJson'));
  const version = Version.safeParse(raw);
  if (version.success && version.data.version > presetFileVersion) {
    return notOk(presetFilesWords('newer'));
  }
  const parsed = WholeRecipe.safeParse(raw);
  if (!version.success) return notOk(misfitWords(Version, version.error));
  if (!parsed.success) return notOk(misfitWords(WholeRecipe, parsed.error));
  const extra = extraOf(raw, parsed.data);
  return ok({ recipe: parsed.data, extra, warning: warningFor(extra) });
}

export const emptyExtra: PresetExtra = { preset: {}, outputs: {} };

/** The text of a preset file. What is as usual is written too: a file says by itself what it makes. */
export function writePresetFile(recipe: WholeRecipe, extra: PresetExtra = emptyExtra): string {
  const outputs = recipe.outputs.map((output) => ({ ...extra.outputs[output.name], ...output }));
  const whole = { version: presetFileVersion, ...extra.preset, ...recipe, outputs };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

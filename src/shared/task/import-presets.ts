import { z } from 'zod';
import type { Result } from '../result.ts';
import { presetFilesWords } from '../words/areas/preset-files.ts';
import { parsePresetFile } from './preset-file.ts';
import type { PresetRepository } from './preset-repository.ts';

/** What importing preset files came to. Each warning and problem is one plain line. */
export const PresetImport = z.lazy(() =>
  z
    .object({
      names: z.array(z.string()).readonly(),
      warnings: z.array(z.string()).readonly(),
      problems: z.array(z.string()).readonly(),
    })
    .readonly(),
);
export type PresetImport = z.infer<typeof PresetImport>;

/** A file that may hold a preset. `text` is what it says, or why that cannot be known: "it is too large". */
export interface PresetText {
  readonly name: string;
  readonly text: Result<string, string>;
}

/** Makes a preset of each file; what is wrong with one does not hold up the others. */
export function importPresetTexts(
  repository: Pick<PresetRepository, 'add'>,
  files: readonly PresetText[],
): PresetImport {
  const names: string[] = [];
  const warnings: string[] = [];
  const problems: string[] = [];
  for (const { name, text } of files) {
    const preset = text.ok ? parsePresetFile(text.value) : text;
    if (!preset.ok) problems.push(presetFilesWords('notPreset', { name, problem: preset.problem }));
    else {
      const { recipe, extra, warning } = preset.value;
      names.push(repository.add(recipe, extra).recipe.name);
      if (warning !== null) warnings.push(`${name}: ${warning}`);
    }
  }
  return { names, warnings, problems };
}

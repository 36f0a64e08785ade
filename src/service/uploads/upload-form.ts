import { z } from 'zod';
import { builtInPresets, PresetFile } from '../../shared/task/preset.ts';
import { readinessRefusals } from '../http/document/route-document.ts';
import type { ProblemCode } from '../http/problems.ts';

const Picture = z.string().meta({ format: 'binary', description: 'The picture' });

/** What can be said beside the picture, in a form as in the address. */
const words = {
  preset: z
    .string()
    .optional()
    .describe(`The id or name of a preset: ${builtInPresets.map(({ id }) => id).join(', ')}`),
  batch: z
    .string()
    .optional()
    .describe(
      'Any word: pictures with the same one and the same recipe are shown together; without one, those that a client sends within a minute',
    ),
  batchTitle: z.string().optional().describe('What to call them; the word itself if left out'),
};
const recipeWords = 'What to make instead of a preset';
const Recipe = PresetFile.meta({
  id: 'Recipe',
  examples: [{ outputs: [{ name: 'small', width: 320, format: 'webp', quality: 80 }] }],
});

const UploadForm = z.object({
  file: Picture,
  ...words,
  recipe: Recipe.optional().describe(recipeWords),
});

export const UploadQuery = z.object({
  name: z.string().optional().describe('Of the file, when it is the whole body'),
  ...words,
  recipe: z.string().optional().describe(`${recipeWords}, as JSON`),
});

/** Whatever else a form or an address says is passed over. */
export type UploadField = keyof z.infer<typeof UploadQuery>;
export type UploadFields = ReadonlyMap<UploadField, string>;
const UploadField = UploadQuery.keyof();

export function isUploadField(name: string): name is UploadField {
  return UploadField.safeParse(name).success;
}

const BatchForm = UploadForm.extend({
  file: z.array(Picture).describe('Pictures, and ZIP archives of pictures'),
});
const Archive = z.string().meta({ format: 'binary', description: 'A ZIP of pictures' });
export const batchBodies = { 'multipart/form-data': BatchForm, 'application/zip': Archive };

export const uploadBodies = { 'multipart/form-data': UploadForm, 'image/*': Picture };
export const legacyBodies = { 'multipart/form-data': z.object({ file: Picture }) };

export const batchRefusals: readonly ProblemCode[] = [
  'no-file',
  'no-file-name',
  'too-many-parts',
  'form-unreadable',
  'zip-unreadable',
  'too-many-batches',
  'bad-recipe',
  'not-an-image',
  'key-reused',
  'queue-full',
  ...readinessRefusals,
];

export const uploadRefusals: readonly ProblemCode[] = [
  'no-file',
  'no-file-name',
  'more-than-one-file',
  'too-many-parts',
  'form-unreadable',
  'bad-recipe',
  'not-an-image',
  'key-reused',
  'queue-full',
  ...readinessRefusals,
];

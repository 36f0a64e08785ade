import type { TemplateField } from '../../shared/task/file-name.ts';

export const templateFieldWords: Readonly<Record<TemplateField, string>> = {
  name: 'Name of the source',
  ext: 'Extension of the result',
  width: 'Width',
  height: 'Height',
  preset: 'Name of the recipe',
  output: 'Name of the output',
  date: 'Date',
  counter: 'Number in the batch',
};

import { z } from 'zod';
import { safeSegment } from '../paths/safe-segment.ts';
import { misfitsWords } from '../words/areas/misfits.ts';
import { hasImageExtension } from '../formats/taken-from-folders.ts';

/** What a template may name in braces. */
export const templateFields = [
  'name',
  'ext',
  'width',
  'height',
  'preset',
  'output',
  'parent',
  'date',
  'taken',
  'taken-time',
  'taken-year',
  'taken-month',
  'counter',
  'page',
] as const;
export type TemplateField = (typeof templateFields)[number];

const field = /\{([^{}/\\]*)\}/g;
const isField = (name: string): name is TemplateField =>
  (templateFields as readonly string[]).includes(name);
const segmentsOf = (template: string) => template.split(/[/\\]/);

/** What is wrong with a template, as one line for people; null if nothing is. */
export function checkTemplate(template: string): string | null {
  const unknown = [...template.matchAll(field)]
    .map(([, name]) => name ?? '')
    .filter((name) => !isField(name));
  if (unknown.length > 0) {
    return misfitsWords('fileName.field', {
      name: unknown[0] ?? '',
      fields: templateFields.map((name) => `{${name}}`).join(' '),
    });
  }
  const segments = segmentsOf(template);
  if (segments.some((segment) => /^\.{1,2}$/.test(segment.trim()))) {
    return misfitsWords('fileName.leadsOut');
  }
  return segments.every((segment) => segment.trim() !== '')
    ? null
    : misfitsWords('fileName.slashes');
}

/** A file name, with folders if wanted: `{name} {ext} {width} {height} {preset} {output} {parent} {date} {taken} {counter} {page}` and more. */
export const FileNameTemplate = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .check((context) => {
    const message = checkTemplate(context.value);
    if (message !== null) context.issues.push({ code: 'custom', message, input: context.value });
  });

/** Whether a template puts files into folders of their own. */
export const hasFolders = (template: string) => segmentsOf(template).length > 1;

/** When a picture was taken, by the clock of whoever took it. */
export type TakenField = Extract<TemplateField, `taken${string}`>;

const headerFields: ReadonlySet<TemplateField> = new Set([
  'ext',
  'width',
  'height',
  'taken',
  'taken-time',
  'taken-year',
  'taken-month',
]);

/** Whether a name says when the picture was taken, which only a look into the file can tell. */
export const namesTaken = (template: string) =>
  [...template.matchAll(field)].some(([, name = '']) => name.startsWith('taken') && isField(name));

/** What a template may say of an instant such as `2019-05-31T14:05:08`. */
export function takenValues(taken: string): Readonly<Record<TakenField, string>> {
  const [day = '', time = ''] = taken.split('T');
  const [year = '', month = ''] = day.split('-');
  return {
    taken: day,
    // No colons: Windows has no such names.
    'taken-time': time.replaceAll(':', '.'),
    'taken-year': year,
    'taken-month': month,
  };
}

/** How many of a template's folders, from the first, are the same whatever is in the file. */
export function foldersBeforeHeader(template: string): number {
  const folders = segmentsOf(template).slice(0, -1);
  const dependsOnHeader = (segment: string) =>
    [...segment.matchAll(field)].some(([, name = '']) => isField(name) && headerFields.has(name));
  const first = folders.findIndex(dependsOnHeader);
  return first === -1 ? folders.length : first;
}

/** A template that does not say how the name ends gets the format's extension. */
function withExtension(template: string): string {
  const last = segmentsOf(template).at(-1) ?? '';
  return last.includes('{ext}') || hasImageExtension(last) ? template : `${template}.{ext}`;
}

/**
 * The folders and, last, the file name that a template gives, each safe on every system.
 * Values cannot add folders: what they hold of `/` is replaced.
 */
export function expandTemplate(
  template: string,
  values: Readonly<Record<TemplateField, string>>,
): string[] {
  const segments = segmentsOf(withExtension(template)).filter((segment) => segment.trim() !== '');
  return segments.map((segment) =>
    safeSegment(
      segment.replace(field, (whole, name: string) => (isField(name) ? values[name] : whole)),
    ),
  );
}

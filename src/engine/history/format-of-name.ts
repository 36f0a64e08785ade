import { formats, sourceFormats } from '../../shared/formats/formats.ts';

const formatByExtension: ReadonlyMap<string, string> = new Map(
  sourceFormats.flatMap((format) =>
    formats[format].extensions.map((extension) => [extension, format] as const),
  ),
);

/** The format that an extension (no dot, any case) stands for; unknown ones stand for themselves. */
export function formatOfExtension(extension: string): string {
  const lower = extension.toLowerCase();
  return formatByExtension.get(lower) ?? lower;
}

/** What a file's name says it is, until a decoder knows better; null without an extension. */
export function formatOfName(name: string): string | null {
  const dot = name.lastIndexOf('.');
  return dot > 0 && dot < name.length - 1 ? formatOfExtension(name.slice(dot + 1)) : null;
}

import { createHash } from 'node:crypto';
import { sheetStyle } from './sheet-style.ts';
import { displayPath } from '../../../shared/paths/display-path.ts';
import { sheetWords } from '../../../shared/words/areas/sheet.ts';
import { language } from '../../../shared/words/language.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text as HTML shows it, on one line: it is never markup, neither between tags nor in a quoted attribute. */
export function escapeHtml(text: string): string {
  return displayPath(text).replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** What stands above the pictures. */
export interface SheetHead {
  readonly title: string;
  /** One short fact each: the day, the recipe, how many. */
  readonly facts: readonly string[];
}

/** A small picture as it is embedded. `width` and `height` in pixels. */
export interface SheetPicture {
  readonly type: 'image/webp';
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

export interface SheetCard {
  readonly name: string;
  /** Null when there is nothing to show any more. */
  readonly picture: SheetPicture | null;
  readonly facts: readonly string[];
}

export interface SheetFailure {
  readonly name: string;
  readonly line: string;
}

const styleHash = createHash('sha256').update(sheetStyle).digest('base64');
/** No script, no network, no style but ours, whatever a name may smuggle in. */
const policy = `default-src 'none'; img-src data:; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

const isolated = (text: string) => `<bdi>${escapeHtml(text)}</bdi>`;
const spans = (facts: readonly string[]) =>
  facts.map((fact) => `<span>${isolated(fact)}</span>`).join('');

export function sheetBeginning({ title, facts }: SheetHead): string {
  const { tag, direction } = language();
  return `<!doctype html>
<html lang="${escapeHtml(tag)}" dir="${direction}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${sheetStyle}</style>
<header>
<h1>${isolated(title)}</h1>
<p>${spans(facts)}</p>
</header>
<ul class="sheet">
`;
}

function pictureHtml({ name, picture }: SheetCard): string {
  if (!picture) return escapeHtml(sheetWords('noPicture'));
  const { type, bytes, width, height } = picture;
  const source = `data:${type};base64,${bytes.toString('base64')}`;
  return `<img alt="${escapeHtml(name)}" width="${width}" height="${height}" src="${source}">`;
}

export function sheetCard(card: SheetCard): string {
  const facts = card.facts.map((fact) => `<p>${escapeHtml(fact)}</p>`).join('');
  return `<li><div class="picture">${pictureHtml(card)}</div><h2>${isolated(card.name)}</h2>${facts}</li>\n`;
}

export const sheetMiddle = '</ul>\n';

export function failedBeginning(count: string): string {
  return `<section class="failed">\n<h2>${escapeHtml(count)}</h2>\n<dl>\n`;
}

export function failedRow({ name, line }: SheetFailure): string {
  return `<div><dt>${isolated(name)}</dt><dd>${isolated(line)}</dd></div>\n`;
}

export const failedEnding = '</dl>\n</section>\n';

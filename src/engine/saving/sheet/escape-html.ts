import { displayPath } from '../../../shared/paths/display-path.ts';

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

// CHANGELOG.md: what is not released yet stands under its first heading.

export const openHeading = '## Unreleased';

const headings = /^## .*$/gm;

/** The lines under the heading that starts so, without it. Null where there is none. */
function section(text, heading) {
  const found = [...text.matchAll(headings)];
  const at = found.findIndex(([line]) => line === heading || line.startsWith(`${heading} `));
  if (at === -1) return null;
  const start = found[at].index + found[at][0].length;
  return text.slice(start, found[at + 1]?.index).trim();
}

/** What the next release brings, as it stands in the file. Empty where nothing does. */
export function unreleasedWords(text) {
  const words = section(text, openHeading) ?? '';
  return /^- \S/m.test(words) ? words : '';
}

/** What a release brought. */
export const releaseWords = (text, version) => section(text, `## ${version}`);

/** The same file after a release: its lines under the version and the day, and an empty heading above them. */
export function withRelease(text, { version, date }) {
  return text.replace(`${openHeading}\n`, `${openHeading}\n\n## ${version} (${date})\n`);
}

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/u;
const longestExtension = 6;

/**
 * Where to cut a long name: the end keeps the extension and the four characters before it.
 * Scripts written from right to left join their letters, so there only the extension is kept apart.
 */
export function splitName(name: string): { start: string; end: string } {
  const dot = name.lastIndexOf('.');
  const hasExtension = dot > 0 && name.length - dot <= longestExtension;
  const bodyEnd = hasExtension ? dot : name.length;
  if (rightToLeft.test(name)) return { start: name.slice(0, bodyEnd), end: name.slice(bodyEnd) };
  let cut = Math.max(0, bodyEnd - 4);
  if ((name.codePointAt(cut - 1) ?? 0) > 0xffff) cut -= 1;
  return cut < 8 ? { start: name, end: '' } : { start: name.slice(0, cut), end: name.slice(cut) };
}

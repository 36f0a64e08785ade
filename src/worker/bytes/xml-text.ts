const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};
/** As XML has it between tags. */
export const escapedText = (text: string) =>
  text.replace(/[&<>\r]/g, (char) => escapes[char] ?? '');
/** The same for the value of an attribute, in double quotes. */
export const escapedValue = (text: string) =>
  text.replace(/[&<>"\r\n\t]/g, (char) => escapes[char] ?? '');

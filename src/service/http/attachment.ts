const percent = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

/**
 * `Content-Disposition` for a download of that name, whatever is in it: the name itself (RFC 5987), and plain letters for
 * programs that do not read that.
 */
export function attachment(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w .()-]/g, '_');
  const whole = encodeURIComponent(fileName.toWellFormed()).replaceAll(/['()*]/g, percent);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

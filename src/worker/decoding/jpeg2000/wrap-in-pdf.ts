import { Buffer } from 'node:buffer';
import { type PageSize, pointsPerPixel } from '../pdf/draw-page.ts';

/** A PDF of one page that the JPEG 2000 file fills, as large in pixels as the file. */
export function wrapInPdf(file: Uint8Array, size: PageSize): Buffer {
  const [across, down] = [size.width * pointsPerPixel, size.height * pointsPerPixel];
  const drawing = `q ${across} 0 0 ${down} 0 0 cm /P Do Q`;
  const page = `/MediaBox [0 0 ${across} ${down}] /Resources << /XObject << /P 5 0 R >> >>`;
  const picture = `/Subtype /Image /Width ${size.width} /Height ${size.height} /Filter /JPXDecode`;
  const parts: Buffer[] = [Buffer.from('%PDF-1.5\n')];
  const offsets: number[] = [];
  const lengthSoFar = () => parts.reduce((sum, part) => sum + part.length, 0);
  const add = (dictionary: string, stream?: Uint8Array) => {
    offsets.push(lengthSoFar());
    const length = stream ? ` /Length ${stream.length}` : '';
    parts.push(Buffer.from(`${offsets.length} 0 obj\n<< ${dictionary}${length} >>\n`));
    if (stream)
      parts.push(Buffer.from('stream\n'), Buffer.from(stream), Buffer.from('\nendstream\n'));
    parts.push(Buffer.from('endobj\n'));
  };
  add('/Type /Catalog /Pages 2 0 R');
  add('/Type /Pages /Kids [3 0 R] /Count 1');
  add(`/Type /Page /Parent 2 0 R ${page} /Contents 4 0 R`);
  add('', Buffer.from(drawing));
  add(`/Type /XObject ${picture}`, file);
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const table = `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows.join('')}`;
  const trailer = `trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\n`;
  parts.push(Buffer.from(`${table}${trailer}startxref\n${lengthSoFar()}\n%%EOF\n`));
  return Buffer.concat(parts);
}

import { writeFileSync } from 'node:fs';

const drawing = [
  '0.82 0.19 0.13 rg 0 72 96 72 re f',
  '0.13 0.63 0.25 rg 96 72 96 72 re f',
  '0.13 0.25 0.75 rg 0 0 96 72 re f',
  '0.88 0.82 0.13 rg 96 0 96 72 re f',
].join('\n');

/** Two pages of which the first is the card, 192 × 144 points. */
function pdf() {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 192 144] /Contents 4 0 R >>',
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 50 50] >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\n`;
  return `${text}${table}${trailer}startxref\n${text.length}\n%%EOF\n`;
}

/** By hand; the reference is drawn by poppler, the locked one is locked by qpdf. */
export function makePdfs({ run, at }) {
  writeFileSync(at('card.pdf'), pdf());
  run(
    'pdftoppm',
    '-r',
    '150',
    '-f',
    '1',
    '-l',
    '1',
    '-png',
    '-singlefile',
    at('card.pdf'),
    at('card.pdf'),
  );
  run('qpdf', '--encrypt', 'open', 'owner', '256', '--', at('card.pdf'), at('locked.pdf'));
}

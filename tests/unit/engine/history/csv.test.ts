import { expect, it } from 'vitest';
import { csvLine } from '../../../../src/engine/history/export/export-lines.ts';

it('writes lines that no spreadsheet takes for formulas', () => {
  expect(csvLine(['=1+1', '+1', '-1', '@a', '\tx', 'plain', 12, null])).toBe(
    "'=1+1,'+1,'-1,'@a,'\tx,plain,12,\r\n",
  );
});

it('quotes what would break a line', () => {
  expect(csvLine(['a,b', 'say "hi"', 'two\nlines', '=a,b'])).toBe(
    '"a,b","say ""hi""","two\nlines","\'=a,b"\r\n',
  );
});

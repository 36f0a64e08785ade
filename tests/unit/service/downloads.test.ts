import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { attachment } from '../../../src/service/http/downloads.ts';
import { expectAlways } from '../../support/property-loop.ts';

it('gives the name itself, and plain letters to programs that know no better', () => {
  expect(attachment('Café (1).zip')).toBe(
    `attachment; filename="Caf_ (1).zip"; filename*=UTF-8''Caf%C3%A9%20%281%29.zip`,
  );
});

it('is one header with two quoted names, whatever the name is', async () => {
  await expectAlways(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const header = attachment(name);
      expect(header).toMatch(
        /^attachment; filename="[\w .()-]*"; filename\*=UTF-8''(?:[\w.!~-]|%[0-9A-F]{2})*$/,
      );
      const [, whole = ''] = header.split("UTF-8''");
      expect(decodeURIComponent(whole)).toBe(name.toWellFormed());
    }),
  );
});

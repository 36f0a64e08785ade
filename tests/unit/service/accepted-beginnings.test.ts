import { expect, it } from 'vitest';
import { isAcceptedBeginning } from '../../../src/service/uploads/accepted-beginnings.ts';
import { readableFiles } from '../../support/readable-files.ts';

it('every picture is taken whatever it is called, and one without a signature by its name', async () => {
  for (const [format, files] of await readableFiles()) {
    for (const bytes of files) {
      expect(isAcceptedBeginning(bytes.subarray(0, 4096), 'upload'), format).toBe(format !== 'tga');
      expect(isAcceptedBeginning(bytes.subarray(0, 4096), 'Upload.VDA'), format).toBe(true);
    }
  }
});

it('words are no picture, whatever picture they are called', () => {
  expect(isAcceptedBeginning(Buffer.from('some words'), 'upload.jpg')).toBe(false);
});

import { expect, it } from 'vitest';
import { formats } from '../../../src/shared/formats/formats.ts';
import { picturesOf } from '../../../src/web/chosen-files.ts';
import { readableFiles } from '../../support/readable-files.ts';

const inFolder = (name: string, bytes: Buffer | string) => ({
  file: new File([new Uint8Array(Buffer.from(bytes))], name),
  place: `folder/${name}`,
});

it('takes a file without extension of every kind that is recognised, and no stub or text', async () => {
  const readable = [...(await readableFiles())];
  const pictures = readable.flatMap(([format, files]) =>
    files.map((bytes, at) => inFolder(`${format}-${at}`, bytes)),
  );
  const others = [inFolder('stub', 'P6\n'), inFolder('notes', 'P1 is done.'), inFolder('none', '')];
  const taken = await picturesOf([...others, ...pictures], 'thumbnails');
  const expected = readable.flatMap(([format, files]) =>
    formats[format].inFolders === 'named-or-recognised'
      ? files.map((_, at) => `${format}-${at}`)
      : [],
  );
  expect(taken.map(({ file }) => file.name).toSorted()).toEqual(expected.toSorted());
});

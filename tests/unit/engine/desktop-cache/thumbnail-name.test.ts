import { expect, it } from 'vitest';
import { fileUri, thumbnailName } from '../../../../src/engine/desktop-cache/thumbnail-name.ts';
import { fromBytes } from '../../../../src/engine/files/paths.ts';

const latin1 = (path: string) => fromBytes(Buffer.from(path, 'latin1'));

it.each([
  ['/home/jens/photos/me.png', 'file:///home/jens/photos/me.png'],
  ['/a b/100%.jpg', 'file:///a%20b/100%25.jpg'],
  ['/#1?.jpg', 'file:///%231%3F.jpg'],
  ['/Grüße.jpg', 'file:///Gr%C3%BC%C3%9Fe.jpg'],
  ['/Gru\u0308n.jpg', 'file:///Gru%CC%88n.jpg'],
  ['/📷.jpg', 'file:///%F0%9F%93%B7.jpg'],
  [latin1('/Gr\xfcn.jpg'), 'file:///Gr%FCn.jpg'],
  ['/two\nlines\t.jpg', 'file:///two%0Alines%09.jpg'],
  ["/~it's(1).jpg", "file:///~it's(1).jpg"],
  ['/!$&*+,-.:=@_', 'file:///!$&*+,-.:=@_'],
  ['/";<>[\\]^`{|}\x7f', 'file:///%22%3B%3C%3E%5B%5C%5D%5E%60%7B%7C%7D%7F'],
])('spells %j as GLib does', (path, uri) => {
  expect(fileUri(path)).toBe(uri);
});

it('names a thumbnail as the example of the standard', () => {
  expect(thumbnailName('/home/jens/photos/me.png')).toBe('c6ee772d9e49320e97ec29a7eb5b1697.png');
});

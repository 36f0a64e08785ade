import { expect, it } from 'vitest';
import { keepBytes } from '../../../../src/engine/files/typed-words.ts';

const line = (text: string) => Buffer.from(text, 'latin1');

it('gives names that are not UTF-8 their bytes back, alone and within an option', () => {
  const words = ['--out=caf\uFFFD', 'a.jpg', '\uFFFD\uFFFD.jpg'];
  const typed = line('node\0cli.js\0--out=caf\xe9\0a.jpg\0\xff\xfe.jpg\0');
  expect(keepBytes(words, typed)).toEqual(['--out=caf\uDCE9', 'a.jpg', '\uDCFF\uDCFE.jpg']);
});

it('leaves alone what somebody else typed, and what is spelled that way', () => {
  const spelled = '\uFFFD.jpg';
  expect(keepBytes([spelled], line('node\0\xe9.gif\0'))).toEqual([spelled]);
  expect(keepBytes([spelled], line(''))).toEqual([spelled]);
  expect(keepBytes([spelled], Buffer.from(`node\0${spelled}\0`))).toEqual([spelled]);
});

import { describe, expect, it } from 'vitest';
import { formats, type SourceFormat } from '../../../src/shared/formats/formats.ts';
import { folderHeadBytes, recogniseUnnamed } from '../../../src/shared/formats/recognise-format.ts';
import { hasImageExtension } from '../../../src/shared/formats/taken-from-folders.ts';
import { sniff } from '../../../src/worker/sniffing/sniff.ts';
import { formatFixture } from '../../support/format-fixtures.ts';
import { readableFiles } from '../../support/readable-files.ts';

const inFolder = (bytes: Buffer) => recogniseUnnamed(bytes.subarray(0, folderHeadBytes));

describe('a file that nobody named as a picture', () => {
  it('is in a folder what the worker takes it for', async () => {
    const disagreed: [SourceFormat, SourceFormat | null][] = [];
    for (const [format, files] of await readableFiles()) {
      const isRecognised = formats[format].inFolders === 'named-or-recognised';
      for (const bytes of files) {
        const taken = inFolder(bytes);
        if (taken !== (isRecognised ? format : null)) disagreed.push([format, taken]);
      }
    }
    expect(disagreed).toEqual([]);
  });

  const prolog = '<?xml version="1.0"?>\n<!-- drawn by hand -->\n';
  it.each([
    ['after a declaration and comments', `${prolog}<svg xmlns="x"/>`],
    ['after its own entities', `<!DOCTYPE svg [\n<!ENTITY ns "x">\n]>\n<svg/>`],
    ['after a document type', `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg/>`],
    ['with a prefix', '\uFEFF<s:svg xmlns:s="x"/>'],
  ])('is an SVG %s', (_, text) => {
    expect(inFolder(Buffer.from(text))).toBe('svg');
  });

  it.each([
    ['nothing', ''],
    ['the beginning of a beginning', 'P6\n'],
    ['words that begin like a PNM', 'P1 is done, P2 follows.'],
    ['a list that begins like a PNM', 'P2\n- the second of them'],
    ['a web page with a drawing', '<!doctype html><body><svg width="1"/></body>'],
    ['a web page that is a drawing', '<!DOCTYPE html>\n<svg width="1"/>'],
    ['a part of a page', '<template><svg viewBox="0 0 1 1"/></template>'],
    ['words that begin like a PFM', 'PF stands for a factor of power'],
    ['words that begin like a bitmap', 'BMW and other cars of the year, with prices'],
  ])('is no picture when it holds %s', (_, text) => {
    expect(inFolder(Buffer.from(text))).toBeNull();
  });

  it('is no picture when it is a paper or a TGA without its name', () => {
    expect(inFolder(formatFixture('card.pdf'))).toBeNull();
    expect(inFolder(formatFixture('grey.tga'))).toBeNull();
  });

  it('is taken by a name that only pictures have', () => {
    const taken = ['a.jpg', 'b.KRA', 'c.ppm'];
    const others = ['Times.pfm', 'tnsnames.ora', 'a.pdf', 'pfm', '.ppm'];
    expect([...taken, ...others].filter(hasImageExtension)).toEqual(taken);
    expect(inFolder(formatFixture('light.pfm'))).toBe('pnm');
    expect(inFolder(formatFixture('merged.ora'))).toBe('openraster');
  });

  it('is still read by the worker when it was named', () => {
    for (const [text, format] of [
      ['<template><svg viewBox="0 0 1 1"/></template>', 'svg'],
      ['P6\n', 'pnm'],
    ] as const) {
      expect(sniff(Buffer.from(text))).toEqual({ kind: 'readable', format });
    }
  });
});

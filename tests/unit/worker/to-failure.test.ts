import { describe, expect, it } from 'vitest';
import { tooManyFilesSubject } from '../../../src/shared/task/failure.ts';
import { decodingFailure } from '../../../src/worker/to-failure/from-libvips.ts';
import { readingFailure, writingFailure } from '../../../src/broker/to-failure/from-system.ts';

const systemError = (code: string) =>
  Object.assign(new Error(`${code}: no luck, open '/secret'`), { code });

describe('a system call that failed', () => {
  it.each([
    ['ENOENT', 'file-missing', null],
    ['ENOTDIR', 'file-missing', null],
    ['ELOOP', 'file-unreadable', 'this file: its links lead in a circle'],
    ['ENAMETOOLONG', 'file-unreadable', 'this file: its path is too long'],
    ['EACCES', 'file-unreadable', null],
    ['EPERM', 'file-unreadable', null],
    ['EIO', 'file-unreadable', 'this file: the disk reports an error'],
    ['ENOTCONN', 'file-unreadable', 'this file: the disk reports an error'],
    ['EBUSY', 'file-unreadable', 'this file: another program uses it'],
    ['EISDIR', 'not-a-file', 'a folder'],
    ['EMFILE', 'internal', tooManyFilesSubject],
  ])('with %s while reading is %s (%s)', (code, failure, subject) => {
    const { problem } = readingFailure(systemError(code), () => false);
    expect(problem).toMatchObject({ failure: { code: failure, subject } });
    expect(problem.log).toContain(code);
  });

  it.each([
    ['ENOSPC', { code: 'disk-full', subject: null }],
    ['EDQUOT', { code: 'disk-full', subject: null }],
    ['EACCES', { code: 'output-unwritable', subject: '/out' }],
    ['EROFS', { code: 'output-unwritable', subject: '/out' }],
    ['ENOENT', { code: 'output-unwritable', subject: '/out' }],
    ['EMFILE', { code: 'internal', subject: tooManyFilesSubject }],
  ])('with %s while writing names the folder', (code, failure) => {
    expect(writingFailure(systemError(code), '/out/.aside').problem.failure).toEqual(failure);
  });

  it('shows the end of a long folder only, and nothing that turns text around', () => {
    const { subject } = writingFailure(systemError('EACCES'), `/${'a'.repeat(300)}\u202E/x`).problem
      .failure;
    expect(subject).toMatch(/^…a+\\u\{202E\}$/);
    expect(subject).toHaveLength(80);
  });
});

describe('a decoder that gave up', () => {
  it.each([
    ['VipsJpeg: premature end of JPEG image', 'image-truncated'],
    ['gifload_buffer: Unexpected end of GIF source data', 'image-truncated'],
    ['Input image exceeds pixel limit', 'image-too-large'],
    ['vips_malloc: out of memory --- size == 4000MB', 'image-too-large'],
    ['vipspng: libpng read error', 'image-corrupt'],
    ['something that was never said before', 'image-corrupt'],
  ])('saying "%s" means %s', (message, code) => {
    const { problem } = decodingFailure(new Error(message), 'a TIFF picture');
    expect(problem).toEqual({ failure: { code, subject: null }, log: message });
  });

  it('for want of a codec names the kind of picture', () => {
    const error = new Error('tiff2vips: LZMA compression support is not configured');
    expect(decodingFailure(error, 'a TIFF picture').problem.failure).toEqual({
      code: 'decoder-missing',
      subject: 'a TIFF picture',
    });
  });

  it('at length has its log cut', () => {
    expect(decodingFailure(new Error('x'.repeat(50_000)), 'a picture').problem.log).toHaveLength(
      16_384,
    );
  });
});

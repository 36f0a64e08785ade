import { describe, expect, it } from 'vitest';
import { parsePictureAddress } from '../../../src/main/protocol/picture-address.ts';

describe('an address of a picture', () => {
  it.each([
    ['thumb://3f2a-1/', { kind: 'picture', taskId: '3f2a-1' }],
    ['thumb://3f2a-1', { kind: 'picture', taskId: '3f2a-1' }],
    ['thumb://3f2a-1/?n=12', { kind: 'picture', taskId: '3f2a-1' }],
    ['thumb://3f2a-1/output/0', { kind: 'output', taskId: '3f2a-1', output: 0 }],
    ['thumb://3f2a-1/output/31?v=4', { kind: 'output', taskId: '3f2a-1', output: 31 }],
    ['thumb://3f2a-1/source', { kind: 'source', taskId: '3f2a-1' }],
    ['thumb://3f2a-1/provisional?v=0', { kind: 'provisional', taskId: '3f2a-1' }],
    ['thumb://3f2a-1/source-tile?n=3', { kind: 'source-tile', taskId: '3f2a-1' }],
    ['thumb://3f2a-1/source/12?v=3', { kind: 'page', taskId: '3f2a-1', page: 12 }],
    ['thumb://3f2a-1/whole/2?v=3', { kind: 'whole', taskId: '3f2a-1', output: 2 }],
    ['thumb://3f2a-1/original/0', { kind: 'original', taskId: '3f2a-1', output: 0 }],
    [
      'thumb://3f2a-1/part/source/0-128-512-256-2?v=3',
      {
        kind: 'part',
        taskId: '3f2a-1',
        of: 'source',
        part: { left: 0, top: 128, width: 512, height: 256, shrink: 2 },
      },
    ],
    [
      'thumb://3f2a-1/part/1/0-0-10-10-1',
      {
        kind: 'part',
        taskId: '3f2a-1',
        of: 1,
        part: { left: 0, top: 0, width: 10, height: 10, shrink: 1 },
      },
    ],
    ['thumb://preview/7', { kind: 'preview', number: 7 }],
  ])('is understood: %s', (address, expected) => {
    expect(parsePictureAddress(address)).toEqual(expected);
  });

  it.each([
    'thumb:///etc/passwd',
    'thumb://3f2a-1/../../etc/passwd',
    'thumb://3f2a-1/etc/passwd',
    'thumb://3f2a.1/',
    'thumb://3f2a_1/',
    'thumb://3f2a-1:80/',
    'thumb://me@3f2a-1/',
    'thumb://preview/',
    'thumb://3f2a-1/output',
    'thumb://3f2a-1/output/',
    'thumb://3f2a-1/output/-1',
    'thumb://3f2a-1/output/1.5',
    'thumb://3f2a-1/output/100',
    'thumb://3f2a-1/output/1/2',
    'thumb://3f2a-1/whole/',
    'thumb://3f2a-1/original/100',
    'thumb://3f2a-1/part/source/0-0-10-10',
    'thumb://3f2a-1/part/source/0-0-9000-9000-1',
    'thumb://3f2a-1/part/../0-0-10-10-10',
    'thumb://3f2a-1/source/0',
    'thumb://3f2a-1/source/100001',
    'thumb://preview/x',
    'thumb://preview/7/8',
    'file:///etc/passwd',
    'https://3f2a-1/',
    '',
  ])('is refused: %s', (address) => {
    expect(parsePictureAddress(address)).toBeNull();
  });
});

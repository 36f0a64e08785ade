import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { failureLine } from '../../../src/shared/task/failure-words.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { texture } from '../../fixtures/scene.ts';
import { openEngine } from '../../support/open-engine.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const zip = Buffer.concat([bytes('504b0304 14000000 0800'), Buffer.alloc(20), deflateRawSync('x')]);

/** What people read about each of these files. */
const byContent: readonly (readonly [name: string, content: string | Buffer, line: string])[] = [
  ['empty.jpg', '', 'The file is empty. Copy it again from where it came from.'],
  ...[
    ['one.jpg', bytes('ff')],
    ['two.jpg', bytes('ffd8')],
    ['three.png', bytes('89504e')],
    ['zeros.jpg', bytes('000000')],
    ['four.gif', 'GIF8'],
    ['four.webp', 'RIFF'],
  ].map(
    ([name = '', content = '']) =>
      [
        String(name),
        content,
        'The file is too short to be a picture. Copy it again from where it came from.',
      ] as const,
  ),
  ...[
    ['magic.jpg', bytes('ffd8ff')],
    ['magic.png', bytes('89504e470d0a1a0a')],
    ['magic.gif', 'GIF89a'],
    ['magic.tif', 'II*\0'],
  ].map(
    ([name = '', content = '']) =>
      [
        String(name),
        content,
        'The file ends too early. Copy it again from where it came from.',
      ] as const,
  ),
  ['hi.jpg', 'hi', 'This is a text file; Thumbline cannot read those. Choose a picture instead.'],
  [
    'latin.jpg',
    Buffer.from(
      'Gr\xfc\xdfe aus dem sch\xf6nen Th\xfcringen, hier gibt es keine Bilder.',
      'latin1',
    ),
    'This is a text file; Thumbline cannot read those. Choose a picture instead.',
  ],
  [
    'notepad.jpg',
    Buffer.from('\uFEFFno picture', 'utf16le'),
    'This is a text file; Thumbline cannot read those. Choose a picture instead.',
  ],
  [
    'saved.jpg',
    '<!DOCTYPE html><title>404</title>',
    'This is a web page; Thumbline cannot read those. Save the picture itself from it.',
  ],
  [
    'elf.jpg',
    bytes('7f454c46 02010100'),
    'This is a program; Thumbline cannot read those. Choose a picture instead.',
  ],
  [
    'setup.jpg',
    bytes('4d5a9000 03000000'),
    'This is a program; Thumbline cannot read those. Choose a picture instead.',
  ],
  [
    'album.jpg',
    zip,
    'This is a ZIP archive; Thumbline cannot read those. Unpack it and add the pictures in it.',
  ],
  [
    'backup.jpg',
    gzipSync('x'),
    'This is a compressed archive; Thumbline cannot read those. Unpack it and add the pictures in it.',
  ],
  [
    'clip.jpg',
    bytes('0000001c 66747970 69736f6d 00000200 69736f6d 69736f32'),
    'This is a video; Thumbline cannot read those. Save a picture from it and add that.',
  ],
  [
    'song.jpg',
    'ID3\u0003',
    'This is a sound file; Thumbline cannot read those. Choose a picture instead.',
  ],
  [
    'letter.jpg',
    bytes('d0cf11e0 a1b11ae1'),
    'This is an Office document; Thumbline cannot read those. Save it as PDF and try that.',
  ],
  [
    'work.jpg',
    bytes('53494d50 4c452020 3d202020'),
    'This is a FITS picture; Thumbline cannot read those. Save it as JPEG or PNG and try that.',
  ],
  [
    'riddle.jpg',
    bytes('01020304 05060708 090a0b0c 0d0e0f10'),
    'Thumbline does not know this kind of file. If it is a picture, save it as JPEG or PNG.',
  ],
];

const isRoot = process.getuid?.() === 0;

/** What people read about each of these, which are no regular files, or none that can be opened. */
async function putOthers(folder: string) {
  const at = (name: string) => join(folder, name);
  execFileSync('mkfifo', [at('pipe.jpg')]);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(at('socket.jpg'), resolve));
  onTestFinished(() => void server.close());
  symlinkSync('/dev/zero', at('device.jpg'));
  symlinkSync('nowhere.jpg', at('dangling.jpg'));
  symlinkSync('loop-b.jpg', at('loop-a.jpg'));
  symlinkSync('loop-a.jpg', at('loop-b.jpg'));
  writeFileSync(at('secret.jpg'), 'x');
  chmodSync(at('secret.jpg'), 0o000);
  return [
    ['pipe.jpg', 'This is a pipe, not a file. Choose a picture instead.'],
    ['socket.jpg', 'This is a socket, not a file. Choose a picture instead.'],
    ['device.jpg', 'This is a device, not a file. Choose a picture instead.'],
    [
      'dangling.jpg',
      'This is a link to a file that is not there. Put that file back, or choose another.',
    ],
    [
      'loop-a.jpg',
      'Thumbline cannot read this file: its links lead in a circle. Fix that, then add it again.',
    ],
    ['never.jpg', 'There is no such file. Check its name and its folder.'],
    ['empty.jpg/inside.jpg', 'There is no such file. Check its name and its folder.'],
    [
      `${'long'.repeat(80)}.jpg`,
      'Thumbline cannot read this file: its path is too long. Fix that, then add it again.',
    ],
    // Nothing is closed to root, who reads that it is no picture.
    isRoot
      ? [
          'secret.jpg',
          'This is a text file; Thumbline cannot read those. Choose a picture instead.',
        ]
      : ['secret.jpg', 'Thumbline may not read this file. Allow reading it, then retry.'],
  ] as const;
}

it.runIf(process.platform === 'linux')(
  'every file that cannot be made is told apart, in words that fit it',
  async () => {
    const folder = tempFolder();
    for (const [name, content] of byContent) writeFileSync(join(folder, name), content);
    const picture = await texture(60, 40).jpeg().toBuffer();
    writeFileSync(join(folder, 'cut.jpg'), picture.subarray(0, 300));
    const webp = await texture(60, 40).webp().toBuffer();
    writeFileSync(join(folder, 'cut.webp'), webp.subarray(0, 40));
    for (const name of ['vanished.jpg', 'became-a-folder.jpg']) {
      writeFileSync(join(folder, name), picture);
    }
    const others = await putOthers(folder);
    const expected = [
      ...byContent.map(([name, , line]) => [name, line] as const),
      ...['cut.jpg', 'cut.webp'].map(
        (name) =>
          [name, 'The file ends too early. Copy it again from where it came from.'] as const,
      ),
      ['vanished.jpg', 'The file is not there any more. Put it back, then retry.'] as const,
      ['became-a-folder.jpg', 'This is a folder, not a file. Choose a picture instead.'] as const,
      ...others,
    ];

    const engine = openEngine(tempFolder());
    onTestFinished(() => engine.close());
    engine.pause();
    const paths = expected.map(([name]) => join(folder, name));
    const recipe = Recipe.parse({ outputs: [{ width: 10 }] });
    const { batchId } = await engine.enqueue({ paths, recipe, origin: 'drop' });
    rmSync(join(folder, 'vanished.jpg'));
    rmSync(join(folder, 'became-a-folder.jpg'));
    mkdirSync(join(folder, 'became-a-folder.jpg'));
    engine.resume();
    await engine.settled(batchId ?? '');
    const said = Array.from(engine.tasksOf(batchId ?? '')).map((task) => [
      task.sourcePath.slice(folder.length + 1),
      task.status === 'failed' ? failureLine(task.failure) : task.status,
    ]);
    expect(said).toEqual(expected);
    expect(existsSync(join(folder, 'thumbnails'))).toBe(false);
  },
);

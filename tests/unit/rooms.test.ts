import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rooms } from '../../rooms.js';

const source = resolve(import.meta.dirname, '../../src');
const imported = /(?:\bfrom |^import |\bimport\()['"]([^'"\s]+)['"]/gm;

type Room = keyof typeof rooms;

interface Import {
  readonly file: string;
  readonly from: string;
}

function importsOf(room: Room): Import[] {
  return readdirSync(join(source, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => {
      const file = join(source, room, name);
      const text = readFileSync(file, 'utf8');
      return [...text.matchAll(imported)].map((match) => ({ file, from: match[1] ?? '' }));
    });
}

const roomOfPath = (path: string) => relative(source, path).split(sep)[0] ?? '';
const packageOf = (from: string) =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');

function isAllowed(room: Room, { file, from }: Import): boolean {
  const { rooms: open, packages, node } = rooms[room];
  // The manifest is data that says the version.
  if (from.endsWith('/package.json')) return node;
  if (from.startsWith('.')) {
    const other = roomOfPath(resolve(dirname(file), from));
    return other === room || open.some((name) => name === other);
  }
  if (from.startsWith('node:') || builtinModules.includes(from)) {
    return node && from.startsWith('node:');
  }
  return packages.some((name) => name === packageOf(from) || from === 'vite/client');
}

describe('the table of rooms', () => {
  const names = Object.keys(rooms) as Room[];

  it('has every folder of src', () => {
    expect(readdirSync(source).toSorted()).toEqual(names.toSorted());
  });

  it.each(names)('is kept by %s', (room) => {
    const broken = importsOf(room)
      .filter((entry) => !isAllowed(room, entry))
      .map(({ file, from }) => `${relative(source, file)} imports ${from}; ${rooms[room].say}`);
    expect(broken).toEqual([]);
  });
});

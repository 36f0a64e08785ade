import { readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Room, rooms } from '../../rooms.js';
import { arrowsInside, circles, importsBelow } from '../../scripts/room-arrows.js';

const source = resolve(import.meta.dirname, '../../src');

interface Import {
  readonly file: string;
  readonly from: string;
}

const roomOfPath = (path: string) => relative(source, path).split(sep)[0] ?? '';
const packageOf = (from: string) =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');

function isEntry(name: string, target: string): boolean {
  const entries = rooms[name]?.entries;
  return entries === undefined || entries.includes(relative(join(source, name), target));
}

function isAllowed(name: string, room: Room, { file, from }: Import): boolean {
  // The manifest is data that says the version.
  if (from.endsWith('/package.json')) return room.node;
  if (from.startsWith('.')) {
    const target = resolve(dirname(file), from);
    const other = roomOfPath(target);
    return other === name || (room.rooms.includes(other) && isEntry(other, target));
  }
  if (from.startsWith('node:') || builtinModules.includes(from)) {
    return room.node && from.startsWith('node:');
  }
  return room.packages.includes(packageOf(from)) || from === 'vite/client';
}

describe('the table of rooms', () => {
  const names = Object.keys(rooms);

  it('has every folder of src', () => {
    expect(readdirSync(source).toSorted()).toEqual(names.toSorted());
  });

  it.each(Object.entries(rooms))('is kept by %s', (name, room) => {
    const broken = importsBelow(join(source, name))
      .filter((entry) => !isAllowed(name, room, entry))
      .map(({ file, from }) => `${relative(source, file)} imports ${from}; ${room.say}`);
    expect(broken).toEqual([]);
  });

  const divided = Object.entries(rooms).flatMap(([name, { inside }]) =>
    inside ? [{ name, inside }] : [],
  );

  it.each(divided)('has every folder of $name, each above what it imports', ({ name, inside }) => {
    const places = Object.keys(inside);
    const foldersOf = (folder: string) =>
      readdirSync(join(source, name, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name);
    const folders = foldersOf('').flatMap((folder) =>
      places.some((place) => place.startsWith(`${folder}/`))
        ? foldersOf(folder).map((below) => `${folder}/${below}`)
        : [folder],
    );
    expect(places).toEqual(expect.arrayContaining(folders));
    const allowed = Object.entries(inside).flatMap(([from, below]) =>
      below.map((to) => ({ from, to })),
    );
    expect(circles(allowed)).toEqual([]);
  });

  it.each(divided)('is kept inside $name', ({ name, inside }) => {
    const broken = arrowsInside(join(source, name), inside)
      .filter(({ from, to }) => !inside[from]?.includes(to))
      .map(({ file, target }) => `${relative(source, file)} may not import ${target}`);
    expect(broken).toEqual([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { rooms } from '../../rooms.js';

interface Locked {
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly cpu?: string | readonly string[];
  readonly engines?: { readonly node?: string };
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, Locked>> };
const places = Object.keys(packages);

test('the lock file names no registry', () => {
  expect(places.filter((place) => packages[place]?.resolved?.includes('://'))).toEqual([]);
});

// Where a registry lacks a package for another system, npm leaves it out of the lock file, and `npm ci` then fails.
test('every package for another system is locked too', () => {
  const wanted = places.flatMap((place) =>
    Object.keys(packages[place]?.optionalDependencies ?? {}),
  );
  const isLocked = (name: string) => places.some((place) => place.endsWith(`node_modules/${name}`));
  expect(wanted.filter((name) => !isLocked(name))).toEqual([]);
});

/** What starts after `npm ci --omit=dev`, from its sources. */
const plainRooms = ['shared', 'engine', 'broker', 'worker', 'cli', 'service', 'library'];
const sourceOf = (room: string) => resolve(import.meta.dirname, '../../src', room);
/** Their types alone are imported: nothing asks for them at run time. */
const typesOnly = new Set(['openapi-types']);

test('terminal, service and library depend on what they import, and on nothing else', () => {
  const sources = plainRooms.flatMap((room) =>
    readdirSync(sourceOf(room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(sourceOf(room), name), 'utf8')),
  );
  // Some are asked for a file of theirs, by a name that is put together.
  const isNamed = (name: string) =>
    sources.some((text) => new RegExp(`['\`]${name}['/]`).test(text));
  // What else they import `rooms.test.ts` forbids.
  const imported = plainRooms.flatMap((room) => rooms[room]?.packages ?? []).filter(isNamed);
  const needed = new Set(imported.filter((name) => !typesOnly.has(name)));
  expect(needed).toEqual(new Set(Object.keys(manifest.dependencies)));
});

test('the oldest Node that is named runs every package', () => {
  const satisfies = createRequire(import.meta.url)('semver/functions/satisfies') as (
    version: string,
    range: string,
  ) => boolean;
  const oldest = /^>=(\d+\.\d+)$/.exec(manifest.engines.node)?.[1];
  const refusing = places.filter((place) => {
    const { engines, cpu = [] } = packages[place] ?? {};
    // Windows on 32 bits: no Node of that age is made for it.
    const isForOthers = cpu.includes('ia32');
    return !isForOthers && engines?.node && !satisfies(`${oldest}.0`, engines.node);
  });
  expect(refusing).toEqual([]);
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(`Node ${oldest}`);
});

test('no source declares with `using`, which Node 22 cannot read', () => {
  const declaring = plainRooms.flatMap((room) =>
    readdirSync(sourceOf(room), { recursive: true, encoding: 'utf8' }).filter(
      (name) =>
        name.endsWith('.ts') &&
        /^ *(?:await )?using \w+ =/m.test(readFileSync(join(sourceOf(room), name), 'utf8')),
    ),
  );
  expect(declaring).toEqual([]);
});

test('the Node of a checkout is brought to nobody else', () => {
  const brought = places.filter((place) => place.includes('node_modules/node-linux-'));
  expect(brought.length).toBeGreaterThan(0);
  expect(brought.filter((place) => !packages[place]?.dev)).toEqual([]);
});

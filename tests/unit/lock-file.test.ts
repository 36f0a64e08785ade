import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly resolved?: string;
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

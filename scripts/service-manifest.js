// Leaves in package.json only what the service imports, as the table of rooms says, for `npm prune` in its image.
import { readFileSync, writeFileSync } from 'node:fs';
import { rooms } from '../rooms.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const carried = ['shared', 'engine', 'worker', 'cli', 'service'];
const wanted = new Set(carried.flatMap((room) => rooms[room]?.packages ?? []));
const all = { ...manifest.dependencies, ...manifest.devDependencies };
const dependencies = Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)));
const { name, version, type, bin } = manifest;
writeFileSync('package.json', JSON.stringify({ name, version, type, bin, dependencies }, null, 2));

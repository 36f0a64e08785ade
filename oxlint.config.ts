import { builtinModules } from 'node:module';
import { basename, dirname } from 'node:path';
import { defineConfig } from 'oxlint';
import manifest from './package.json' with { type: 'json' };
import { type Room, rooms } from './rooms.js';

const names = Object.keys(rooms);
const installed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
const oneOf = (words: readonly string[]) => `(${words.join('|')})`;

/** What a room may not import: other rooms, other packages, and Node where it does not exist. */
function restrictions(name: string, { rooms: open, packages, node, say }: Room) {
  const closedRooms = names.filter((other) => other !== name && !open.includes(other));
  const closedPackages = installed.filter((word) => !packages.includes(word));
  const bare = [...closedPackages, ...(node ? [] : builtinModules)];
  return [
    { regex: `^(\\.\\./)+${oneOf(closedRooms)}/`, message: say },
    { regex: `^${oneOf(bare)}(/|$)`, message: say },
    ...(node ? [] : [{ regex: '^node:', message: say }]),
    ...open.flatMap((other) => closedEntries(other)),
  ];
}

/** The folders of a room that others may not look into. */
function closedEntries(name: string) {
  const { entries, inside = {} }: Partial<Room> = rooms[name] ?? {};
  if (!entries) return [];
  const open = new Set(entries.map((entry) => entry.split('/')[0]));
  const closed = Object.keys(inside).filter((place) => !open.has(place));
  const message = `${name} is used through ${entries.join(', ')}`;
  return [{ regex: `^(\\.\\./)+${name}/${oneOf(closed)}(/|$)`, message }];
}

/** Node's recursive `mkdir` never ends on some file systems, so one module makes folders. */
const maker = 'src/engine/files/make-folder.ts';
/** Calls it by another name. */
const caller = 'src/engine/files/disk-calls.ts';
const makers = ['node:fs', 'node:fs/promises'].map((name) => ({
  name,
  importNames: ['mkdir', 'mkdirSync'],
  message: `folders are made by ${maker}`,
}));

type Patterns = ReturnType<typeof restrictions>;

const importRules = (patterns: Patterns) => ({
  'no-restricted-imports': ['error', { patterns, paths: makers }] satisfies ['error', object],
});

const roomRules = Object.entries(rooms).map(([name, room]) => ({
  files: [`src/${name}/**`],
  excludeFiles: [maker, caller],
  rules: importRules(restrictions(name, room)),
}));

/** One floor down, on top of what holds for the whole room. */
const insideRules = Object.entries(rooms).flatMap(([name, room]) => {
  const { inside = {} } = room;
  const places = Object.keys(inside);
  return places.flatMap((place) => {
    const closed = places.filter((other) => other !== place && !inside[place]?.includes(other));
    const pathOf = (other: string) =>
      other.endsWith('.ts') ? `${other.replace('.', '\\.')}$` : `${other}/`;
    // Folders of one folder name each other without it: `../tasks/` of `features/tasks`.
    const beside = closed.filter(
      (other) => dirname(place) !== '.' && dirname(other) === dirname(place),
    );
    if (closed.length === 0) return [];
    const message = `rooms.js says what ${name}/${place} may import`;
    const shut = [
      { prefix: '(\\.\\./)+', names: closed.map(pathOf) },
      { prefix: '\\.\\./', names: beside.map((other) => `${basename(other)}/`) },
    ].filter(({ names: some }) => some.length > 0);
    const patterns = [
      ...restrictions(name, room),
      ...shut.map(({ prefix, names: some }) => ({ regex: `^${prefix}${oneOf(some)}`, message })),
    ];
    const files = [place.includes('.') ? `src/${name}/${place}` : `src/${name}/${place}/**`];
    return [{ files, excludeFiles: [maker, caller], rules: importRules(patterns) }];
  });
});

export default defineConfig({
  plugins: ['typescript', 'import', 'react', 'jsx-a11y', 'unicorn', 'promise', 'oxc'],
  categories: {
    correctness: 'error',
    suspicious: 'error',
    perf: 'error',
  },
  rules: {
    'no-console': 'error',
    'max-depth': ['error', 3],
    'max-params': ['error', 3],
    'max-lines': [
      'error',
      {
        max: 400,
        skipBlankLines: true,
      },
    ],
    'typescript/no-explicit-any': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    // The compiler does this, and knows an exhaustive switch.
    'typescript/consistent-return': 'off',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    // An <svg> that is a picture can only say so by its role.
    'jsx-a11y/prefer-tag-over-role': 'off',
    // What scrolls must be reachable by Tab; such a part of the page is a named group.
    'jsx-a11y/no-noninteractive-tabindex': ['error', { roles: ['group'], tags: [] }],
    'react/react-in-jsx-scope': 'off',
    'react/incompatible-library': 'off',
    'no-await-in-loop': 'off',
    'oxc/no-map-spread': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'import/no-unassigned-import': 'off',
    'no-shadow': 'off',
  },
  ignorePatterns: ['out', 'release', 'node_modules', '.cache'],
  overrides: [
    ...roomRules,
    ...insideRules,
    {
      files: ['src/engine/**', 'src/worker/**', 'src/main/lifecycle/utility-worker.ts'],
      rules: {
        'unicorn/require-post-message-target-origin': 'off',
      },
    },
    {
      // Emscripten puts an underscore before the names of C functions.
      files: ['src/worker/decoding/heif/**', 'src/worker/decoding/pdf/**'],
      rules: {
        'no-underscore-dangle': 'off',
      },
    },
    {
      files: ['scripts/**', 'bench/**', 'src/cli/**'],
      rules: {
        'no-console': 'off',
      },
    },
    {
      files: ['tests/**'],
      rules: {
        'typescript/no-unsafe-type-assertion': 'off',
        'max-lines': 'off',
        // Playwright reads which fixtures a fixture needs from its first parameter, even if it needs none.
        'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      },
    },
  ],
});

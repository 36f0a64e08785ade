interface Issue {
  readonly path: readonly PropertyKey[];
}

const words: readonly (readonly [RegExp, string])[] = [
  [/^outputs\.\d+\.name$/, 'Give this output a name, at most 64 letters.'],
  [/^outputs\.\d+\.(width|height|longEdge)$/, 'A whole number of pixels, from 1 to 16,383.'],
  [/^outputs\.\d+\.percent$/, 'A number from 1 to 1,000.'],
  [/^outputs\.\d+\.effort$/, 'A number from 0 to 9.'],
  [/^outputs\.\d+\.palette$/, 'A number from 2 to 256.'],
  [/^outputs\.\d+\.quality$/, 'A number from 1 to 100.'],
  [/^outputs\.\d+$/, 'Fill in a size.'],
  [/^outputs$/, 'Each output needs a name of its own.'],
  [/^destination/, 'A folder name without / \\ : * ? " < > |'],
];

/** Where a recipe is not whole yet (by path, "outputs.0.width") → what to do, in plain words. */
export function recipeProblems(issues: readonly Issue[]): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const { path } of issues) {
    const place = path.map(String).join('.');
    problems[place] ??=
      words.find(([pattern]) => pattern.test(place))?.[1] ?? 'This cannot be used.';
  }
  return problems;
}

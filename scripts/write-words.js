// npm run words: writes src/shared/words/areas from src/shared/words/en. A unit test says when that is needed.
// npm run words -- check FILE: holds a file of another language against English, and says all that is wrong with it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { areaFiles, areasFolder } from './word-areas.js';

function write() {
  const files = areaFiles();
  rmSync(areasFolder, { recursive: true, force: true });
  mkdirSync(areasFolder, { recursive: true });
  for (const { path, text } of files) writeFileSync(path, text);
}

const [command, path] = process.argv.slice(2);
if (command === undefined) write();
else if (command !== 'check' || path === undefined) {
  console.error('Say `npm run words`, or `npm run words -- check FILE`.');
  process.exitCode = 2;
} else {
  // It says what it finds with words that are written here.
  const { problemsOf } = await import('./language-problems.js');
  const problems = problemsOf(path);
  for (const line of problems) console.log(line);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

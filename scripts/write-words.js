// npm run words: writes src/shared/words/areas from src/shared/words/en. A unit test says when that is needed.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { areaFiles, areasFolder } from './word-areas.js';

const files = areaFiles();
rmSync(areasFolder, { recursive: true, force: true });
mkdirSync(areasFolder, { recursive: true });
for (const { path, text } of files) writeFileSync(path, text);

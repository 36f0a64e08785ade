// The English catalogue, ready to be said: no run of the program parses it.
import { join } from 'node:path';
import { slotsOf } from '../src/shared/words/slots.ts';
import { compileMessage } from './compile-message.ts';
import { englishAreas } from './english-areas.js';
import { root } from './root.js';

export const areasFolder = join(root, 'src/shared/words/areas');

/** @param {string} name */
const camel = (name) => name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());
/** @param {unknown} value */
const source = (value) => JSON.stringify(value);

/** @param {ReturnType<typeof compileMessage>} message */
function needsOf(message) {
  const slots = [...slotsOf(message)].map(([name, kind]) => {
    const isNumber = kind === 'number' || kind === 'plural';
    return `readonly ${name}: ${isNumber ? 'number' : 'string | number'}`;
  });
  return slots.length === 0 ? null : `{ ${slots.join('; ')} }`;
}

/** @param {{ name: string, messages: Record<string, string> }} area */
function areaText({ name, messages }) {
  const compiled = Object.entries(messages).map(([key, text]) => ({
    key: source(key),
    message: compileMessage(text),
  }));
  const needs = compiled.flatMap(({ key, message }) => {
    const types = needsOf(message);
    return types === null ? [] : [`  readonly ${key}: ${types};\n`];
  });
  const lines = compiled.map(({ key, message }) => `  ${key}: ${source(message)},\n`);
  const type = needs.length === 0 ? 'object' : 'Needs';
  return [
    `// Written by \`npm run words\` from en/${name}.json.\nimport { area } from '../area.ts';\n`,
    ...(needs.length === 0 ? [] : [`\ninterface Needs {\n${needs.join('')}}\n`]),
    `\nexport const ${camel(name)}Words = area<${type}>()('${name}', {\n${lines.join('')}});\n`,
  ].join('');
}

/** What `areas` holds: a file for each area. */
export function areaFiles() {
  return englishAreas().map((area) => ({
    path: join(areasFolder, `${area.name}.ts`),
    text: areaText(area),
  }));
}

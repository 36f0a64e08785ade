// node generate-client.js DOCUMENT FOLDER: writes the client that strangers would generate.
import { registerHooks } from 'node:module';

// TypeScript 7 has no API for JavaScript; generators still want that of 6.
registerHooks({
  resolve: (name, context, next) => next(name === 'typescript' ? 'typescript-6' : name, context),
});
const { createClient } = await import('@hey-api/openapi-ts');
const [, , input, path] = process.argv;
await createClient({
  input,
  output: { path, module: { extension: '.ts' } },
  logs: { level: 'silent' },
});

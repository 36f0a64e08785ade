import fastify from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { expect, test } from 'vitest';
import { addDocument } from '../../../src/service/http/document.ts';

test('a route that the API document would not tell of cannot be added', async () => {
  const app = fastify().withTypeProvider<ZodTypeProvider>();
  await addDocument(app, '0.0.0');
  expect(() => app.get('/secret', () => 'said')).toThrow(
    'GET /secret is not in the API document: operationId, summary, tags, response',
  );
  await app.close();
});

import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { App } from './app.ts';

/** The OpenAPI document at `/openapi.json`, made from the routes, and a page to try them at `/docs`. */
export async function addDocument(app: App, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      info: { title: 'Thumbline', description: 'Pictures in, thumbnails out.', version },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: '/docs' });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

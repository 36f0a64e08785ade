import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { RouteOptions } from 'fastify';
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
} from 'fastify-type-provider-zod';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { z } from 'zod';
import { spellRule } from '../../shared/words/misfit-words.ts';
import { completeOperation } from './document/complete-operation.ts';
import { RefusalResponses } from './document/refusal-responses.ts';
import type { App } from './server.ts';
import { cookieName } from './token-of.ts';

/**
 * The document for the page to try it out, which fills in something for each field that has no example, and sends it:
 * there, what can be left out of a form is an empty line of text.
 */
function emptyForms(object: OpenAPIV3_1.Document): OpenAPIV3_1.Document {
  for (const { post } of Object.values(object.paths ?? {}).map((item) => item ?? {})) {
    if (!post?.requestBody || '$ref' in post.requestBody) continue;
    const schema = post.requestBody.content['multipart/form-data']?.schema;
    if (!schema || '$ref' in schema) continue;
    const { properties = {}, required = [] } = schema;
    for (const [name, field] of Object.entries(properties)) {
      if (required.includes(name)) continue;
      const { description = name } = field;
      properties[name] = { type: 'string', description, examples: [''] };
    }
  }
  return object;
}

const description = `Pictures in, thumbnails out.

\`HEAD\` is answered like \`GET\`, without a body, except where an answer is made while it is sent. Every other method that an address does not know is 405, every other
address 404; both, like all refusals, are \`{"error": {"code", "message"}}\`. A token is only needed where the service
was started with one.`;

const securitySchemes = {
  token: { type: 'http', scheme: 'bearer', description: 'One of `--token`' },
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: cookieName,
    description: 'The same token, as pages have it that were opened with `/?token=…`',
  },
} as const satisfies OpenAPIV3_1.ComponentsObject['securitySchemes'];

const tags = [
  { name: 'convert', description: 'The life of one picture' },
  { name: 'tasks', description: 'All that was sent, newest first' },
  { name: 'results', description: 'What was made, in one file' },
  { name: 'events', description: 'Changes as they happen' },
  { name: 'workers', description: 'Who makes the pictures' },
  { name: 'health', description: 'For whoever keeps the service running' },
];

/** What cannot be left out of a route, as the document would have a hole there. */
const needed = ['operationId', 'summary', 'tags', 'response'] as const;

/** Throws for a route that is neither hidden nor described, so that none can be added. */
function refuseUndescribed({ method, url, schema = {} }: RouteOptions): void {
  const missing = needed.filter((key) => schema[key] === undefined);
  if (!schema.hide && missing.length > 0) {
    throw new Error(`${String(method)} ${url} is not in the API document: ${missing.join(', ')}`);
  }
}

/** What is frozen here is not what OpenAPI means by `readOnly`: clients would leave it out of their requests. */
const zodToJsonConfig: Parameters<typeof createJsonSchemaTransform>[0]['zodToJsonConfig'] = {
  override: ({ jsonSchema }) => {
    delete jsonSchema.readOnly;
    spellRule(jsonSchema);
  },
};
const jsonSchemaTransform = createJsonSchemaTransform({ zodToJsonConfig });
const jsonSchemaTransformObject = createJsonSchemaTransformObject({ zodToJsonConfig });
type Transform = typeof jsonSchemaTransform;

/** Also tells of bodies that handlers read themselves, which Fastify must not know of. */
const transform: Transform = ({ schema, ...route }) => {
  const bodies = Object.entries(route.route.config?.bodies ?? {});
  const transformed = jsonSchemaTransform({ schema, ...route });
  if (bodies.length === 0 || schema.hide) return transformed;
  const bodyOf = (body: z.ZodType) =>
    jsonSchemaTransform({ schema: { body }, ...route }).schema.body;
  const content = bodies.map(([type, body]) => [type, { schema: bodyOf(body) }] as const);
  return {
    ...transformed,
    schema: { ...transformed.schema, body: { content: Object.fromEntries(content) } },
  };
};

/** Of all that have a name, those that are told of. */
function usedSchemas(object: OpenAPIV3_1.Document): OpenAPIV3_1.ComponentsObject['schemas'] {
  const { schemas = {}, ...others } = object.components ?? {};
  const used = new Set<string>();
  const follow = (part: unknown) => {
    const names = JSON.stringify(part).matchAll(/"#\/components\/schemas\/(?<name>[^"]+)"/g);
    for (const { groups } of names) {
      const name = groups?.['name'] ?? '';
      if (used.has(name)) continue;
      used.add(name);
      follow(schemas[name]);
    }
  };
  follow([object.paths, others]);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
}

const isOperation = (part: string | object): part is OpenAPIV3_1.OperationObject =>
  typeof part === 'object' && 'responses' in part;
/** Swagger's types leave open which version it writes. */
const isDocument = (object: object): object is OpenAPIV3_1.Document => 'openapi' in object;
const keyOf = (method: string, path: string) => `${method.toLowerCase()} ${path}`;
const asTemplate = (url: string) => url.replaceAll(/:(?<name>\w+)/g, '{$<name>}');

/** The OpenAPI document at `/openapi.json`, made from the routes, and a page to try them at `/docs`. */
export async function addDocument(app: App, version: string): Promise<void> {
  const routes = new Map<string, RouteOptions>();
  app.addHook('onRoute', (route) => {
    // Libraries' own pages have a prefix. The answers to HEAD and to wrong methods are told of in general.
    if (route.prefix !== '' || route.method === 'HEAD') return;
    refuseUndescribed(route);
    routes.set(keyOf(String(route.method), asTemplate(route.url)), route);
  });

  const complete = (object: OpenAPIV3_1.Document): OpenAPIV3_1.Document => {
    const refusals = new RefusalResponses();
    for (const [path, operations] of Object.entries(object.paths ?? {})) {
      for (const [method, operation] of Object.entries(operations ?? {})) {
        const route = routes.get(keyOf(method, path));
        if (route && isOperation(operation)) completeOperation(operation, route, refusals);
      }
    }
    refusals.of(['method-not-allowed']);
    const components = { ...object.components, ...refusals.components() };
    const completed = { ...object, components };
    return { ...completed, components: { ...components, schemas: usedSchemas(completed) ?? {} } };
  };

  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Thumbline', description, version, license: { name: 'MIT' } },
      tags,
      components: { securitySchemes },
      security: [{ token: [] }, { cookie: [] }],
    },
    transform,
    transformObject(document) {
      const object = jsonSchemaTransformObject(document);
      return isDocument(object) ? complete(object) : object;
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    transformSpecification: (object) => (isDocument(object) ? emptyForms(object) : object),
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

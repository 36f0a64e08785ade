import { STATUS_CODES } from 'node:http';
import type { RouteOptions } from 'fastify';
import type { OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import { isOpen } from '../access.ts';
import type { RefusalResponses } from './refusal-responses.ts';
import { refusalsOf } from './route-document.ts';

/** What the schema of an answer gives as its example; undefined for pictures and other files. */
function exampleOf(schema: unknown): unknown {
  const examples = schema instanceof z.ZodType ? schema.meta()?.['examples'] : undefined;
  return Array.isArray(examples) ? (examples as unknown[])[0] : undefined;
}

function addExample(media: OpenAPIV3_1.MediaTypeObject, schema: unknown): void {
  const example = exampleOf(schema);
  if (example !== undefined) media.example = example;
}

interface FileAnswer {
  readonly content: Readonly<Record<string, { readonly schema: unknown }>>;
}

const isFileAnswer = (answer: unknown): answer is FileAnswer =>
  typeof answer === 'object' && answer !== null && 'content' in answer;

const schemaIn = (answer: unknown, type: string) =>
  isFileAnswer(answer) ? answer.content[type]?.schema : answer;

/** Adds to a route's operation what its schemas do not say: refusals, headers of answers, examples and who may ask. */
export function completeOperation(
  operation: OpenAPIV3_1.OperationObject,
  { method, url, config = {}, schema = {} }: RouteOptions,
  refusals: RefusalResponses,
): void {
  const answers = new Map<string, unknown>(Object.entries(schema.response ?? {}));
  const responses = operation.responses ?? {};
  for (const [status, response] of Object.entries(responses)) {
    if ('$ref' in response) continue;
    const headers = config.answerHeaders?.[Number(status)];
    if (headers) response.headers = headers;
    // Swagger's own word where a schema has none.
    if (response.description === 'Default Response') {
      response.description = STATUS_CODES[status] ?? status;
    }
    for (const [type, media] of Object.entries(response.content ?? {})) {
      addExample(media, schemaIn(answers.get(status), type));
    }
  }
  const known = refusals.of(refusalsOf({ method: String(method), url, ...config }));
  operation.responses = { ...responses, ...known };
  if (isOpen(url)) operation.security = [];
  if (operation.requestBody && !('$ref' in operation.requestBody)) {
    for (const media of Object.values(operation.requestBody.content))
      addExample(media, schema.body);
  }
}

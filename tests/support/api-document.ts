import { Validator } from '@seriousme/openapi-schema-validator';
import type { OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import type { Client } from './service.ts';

export type Document = OpenAPIV3_1.Document;
type Operation = OpenAPIV3_1.OperationObject;
type Media = OpenAPIV3_1.MediaTypeObject;
type Response = OpenAPIV3_1.ResponseObject;

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

const plainType = (type = '') => type.replace(/;.*/, '').trim();

/** A service's document with its references resolved. */
export class ApiDocument {
  readonly raw: Document;
  readonly #resolved: Document;
  readonly problems: unknown;
  readonly #fits = new Map<unknown, z.ZodType>();

  private constructor(raw: Document, resolved: Document, problems: unknown) {
    this.raw = raw;
    this.#resolved = resolved;
    this.problems = problems;
  }

  static async of(client: Client): Promise<ApiDocument> {
    const raw: unknown = (await client.json('/openapi.json')).body;
    const validator = new Validator();
    const { errors } = await validator.validate(structuredClone(raw) as Record<string, unknown>);
    const resolved = validator.resolveRefs() as unknown;
    return new ApiDocument(raw as Document, resolved as Document, errors);
  }

  get paths(): string[] {
    return Object.keys(this.#resolved.paths ?? {});
  }

  routes(): Route[] {
    return Object.entries(this.#resolved.paths ?? {}).flatMap(([path, item = {}]) =>
      Object.entries(item).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        operation: operation as Operation,
      })),
    );
  }

  /** Of every answer of every operation, by type. */
  bodies() {
    return this.routes().flatMap(({ method, path, operation }) =>
      Object.entries(operation.responses ?? {}).flatMap(([status, response]) =>
        Object.entries('content' in response ? (response.content ?? {}) : {}).map(
          ([type, { schema, example, examples = {} }]: [string, Media]) => ({
            of: `${method} ${path} ${status} ${type}`,
            schema: schema as Record<string, unknown> | undefined,
            examples: [
              ...(example === undefined ? [] : [example as unknown]),
              ...Object.values(examples).map((one): unknown => 'value' in one && one.value),
            ],
          }),
        ),
      ),
    );
  }

  /** Why the value does not fit the schema, in zod's words; null when it does. */
  misfit(schema: unknown, value: unknown): string | null {
    const known =
      this.#fits.get(schema) ?? z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema);
    this.#fits.set(schema, known);
    const parsed = known.safeParse(value);
    return parsed.success ? null : z.prettifyError(parsed.error);
  }

  /** What of the answer is not in the document; null when all of it is. `path` is one of `paths`, or null for any other. */
  outside(method: string, path: string | null, answer: Answer): string | null {
    const { status, headers } = answer;
    if (path === null)
      return this.#outsideOf('MethodNotAllowed', [400, 401, 403, 404, 429], answer);
    const asked = method === 'HEAD' ? 'GET' : method;
    const found = this.routes().find((route) => route.path === path && route.method === asked);
    if (!found || (method === 'HEAD' && status === 405)) {
      if (status === 405 && headers['allow'] === undefined) return 'no Allow';
      return this.#outsideOf('MethodNotAllowed', [400, 401, 403, 405, 413, 429], answer);
    }
    const response = found.operation.responses?.[status] as Response | undefined;
    if (!response) return `status ${status} is not told of`;
    return this.#bodyOutside(response, answer, method === 'HEAD');
  }

  #outsideOf(name: string, statuses: readonly number[], answer: Answer): string | null {
    if (!statuses.includes(answer.status)) return `status ${answer.status} where nothing is`;
    const response = this.#resolved.components?.responses?.[name] as Response;
    return this.#bodyOutside(response, answer, answer.text === '');
  }

  #bodyOutside(response: Response, { status, headers, text }: Answer, isHead: boolean) {
    const { content = {}, headers: told = {} } = response;
    const missing = Object.keys(told).filter((name) => headers[name.toLowerCase()] === undefined);
    // Which refusals say when to try again depends on the refusal.
    if (status < 400 && missing.length > 0) return `without ${missing.join(', ')}`;
    const type = plainType(headers['content-type']);
    const media: Media | undefined = content[type];
    if (Object.keys(content).length === 0) return text === '' ? null : `a body of ${type}`;
    if (isHead && type === '') return null;
    if (!media) return `type ${type} is not told of`;
    if (type !== 'application/json' || isHead) return null;
    return this.misfit(media.schema, JSON.parse(text));
  }
}

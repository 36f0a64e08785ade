import type { OpenAPIV3_1 } from 'openapi-types';
import { problemBody, type ProblemCode, saysWhen, statusOf } from '../problems.ts';
import { header } from './route-document.ts';

type Responses = Record<string, OpenAPIV3_1.ResponseObject | OpenAPIV3_1.ReferenceObject>;

/** More make a name that nobody reads. */
const mostCodesInName = 3;

const pascal = (code: string) =>
  code.replaceAll(/(?:^|-)(?<first>[a-z])/g, (_, first: string) => first.toUpperCase());

function headersOf(codes: readonly ProblemCode[]): Record<string, OpenAPIV3_1.HeaderObject> {
  return {
    ...(codes.some(saysWhen) && {
      'Retry-After': header('In how many seconds it is worth trying again', '10'),
    }),
    ...(codes.includes('range-not-satisfiable') && {
      'Content-Range': header('How many bytes there are', 'bytes */4711'),
    }),
    ...(codes.includes('method-not-allowed') && {
      Allow: header('The methods of this address', 'GET, HEAD'),
    }),
  };
}

function responseOf(codes: readonly ProblemCode[]): OpenAPIV3_1.ResponseObject {
  const headers = headersOf(codes);
  const examples = codes.map((code) => [code, { $ref: `#/components/examples/${code}` }] as const);
  return {
    description: codes.map((code) => problemBody(code).error.message).join('\n\n'),
    ...(Object.keys(headers).length > 0 && { headers }),
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(examples),
      },
    },
  };
}

/** Refusals as responses, each set of codes told once among the document's components. */
export class RefusalResponses {
  readonly #responses: Record<string, OpenAPIV3_1.ResponseObject> = {};
  readonly #codes = new Set<ProblemCode>();

  /** By status. */
  of(codes: readonly ProblemCode[]): Responses {
    const byStatus = Object.groupBy(codes, statusOf);
    return Object.fromEntries(
      Object.entries(byStatus).map(([status, some = []]) => [status, this.#oneOf(some)]),
    );
  }

  #oneOf(codes: readonly ProblemCode[]): Responses[string] {
    for (const code of codes) this.#codes.add(code);
    if (codes.length > mostCodesInName) return responseOf(codes);
    const name = codes.map(pascal).join('Or');
    this.#responses[name] ??= responseOf(codes);
    return { $ref: `#/components/responses/${name}` };
  }

  components(): Pick<OpenAPIV3_1.ComponentsObject, 'responses' | 'examples'> {
    const examples = [...this.#codes].map((code) => [code, { value: problemBody(code) }] as const);
    return { responses: this.#responses, examples: Object.fromEntries(examples) };
  }
}

import { Buffer } from 'node:buffer';
import type { z } from 'zod';
import { notOk, ok } from '../../shared/result.ts';
import type { Take } from './ask-server.ts';
import { strange } from './remote-error.ts';

/** A server that says more than this has something else in mind. */
const longestAnswerBytes = 256 * 1024;

async function readText(body: AsyncIterable<Uint8Array>): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of body) {
    sizeBytes += part.length;
    if (sizeBytes > longestAnswerBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An answer in JSON of this shape; anything else is `strange`. It has the time of the whole answer, not of each part. */
export function readAnswer<Schema extends z.ZodType>(schema: Schema): Take<z.infer<Schema>> {
  return async ({ body }) => {
    const text = body ? await readText(body) : '';
    const parsed = schema.safeParse(text === null ? undefined : parseJson(text));
    return parsed.success ? ok(parsed.data) : notOk(strange);
  };
}

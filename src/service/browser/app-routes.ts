import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type PageRole, roleName } from '../../shared/service/page.ts';
import { nobody } from '../http/access.ts';
import { largestPresetFileBytes } from '../../shared/task/preset-file.ts';
import { exportLines, searchHint } from '../../engine/index.ts';
import { addChangeStream } from '../events/change-stream-route.ts';
import type { App } from '../http/server.ts';
import type { ClientLimit } from '../http/limits.ts';
import { Refusal } from '../http/problems.ts';
import { allowSilence } from '../http/silence.ts';
import { rememberToken } from '../http/token-of.ts';
import type { Service } from '../service.ts';
import { createRequests, isReading } from './app-requests.ts';
import { publicChange, publicTask } from '../public-view/public-task.ts';
import { addLoginRoutes, askForToken } from './login-routes.ts';
import { createPagePreviews } from './page-previews.ts';

export interface PageOptions {
  /** Where `npm run build` put the page. */
  readonly folder: string;
  readonly version: string;
  /** Of readers of changes. */
  readonly readers: ClientLimit;
  readonly knowsToken: (token: string) => boolean;
}

/** What the page may load: only what this service gives it. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page, told what the token that lets it in allows. */
async function sendFor(role: PageRole, folder: string, reply: FastifyReply): Promise<FastifyReply> {
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const told = page.replace('<head>', `<head><meta name="${roleName}" content="${role}" />`);
  return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(told);
}

const Channel = z.object({ channel: z.string().max(100) });

/** The window's interface in a browser, and the requests it makes. */
export async function addAppRoutes(
  app: App,
  service: Service,
  { folder, version, readers, knowsToken }: PageOptions,
): Promise<void> {
  const previews = createPagePreviews(service.engine, service.store);
  const answer = createRequests(service, previews, version);
  const schema = { hide: true, params: Channel };

  app.get('/app/request/:channel', {
    schema: { ...schema, querystring: z.object({ input: z.string().max(100_000).optional() }) },
    handler({ params: { channel }, query: { input }, submitter }) {
      if (!isReading(channel)) throw new Refusal('not-understood');
      const raw = input === undefined ? undefined : parseInput(input);
      return answer({ channel, raw, submitter });
    },
  });
  app.post('/app/request/:channel', {
    bodyLimit: largestPresetFileBytes,
    schema: { ...schema, body: z.object({ input: z.unknown().optional() }) },
    handler(request) {
      const { params, body, submitter } = request;
      // Running very many again, or removing them, says nothing before it is done.
      const endSilence = allowSilence(request);
      return answer({ channel: params.channel, raw: body.input, submitter }).finally(endSilence);
    },
  });
  app.get('/app/history/:format', {
    schema: {
      hide: true,
      params: z.object({ format: z.enum(['csv', 'json']) }),
      querystring: z.object({ text: z.string().max(500).default('') }),
    },
    handler({ params: { format }, query: { text } }, reply) {
      const hint = searchHint(text);
      if (hint !== null) throw new Refusal('not-understood', { message: hint });
      const lines = exportLines(service.engine, { text, format, show: publicTask });
      return reply
        .header('content-disposition', `attachment; filename="thumbline-history.${format}"`)
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json')
        .send(Readable.from(lines));
    },
  });
  app.get('/app/preview/:number', {
    schema: { hide: true, params: z.object({ number: z.coerce.number().int() }) },
    handler({ params: { number } }, reply) {
      const found = previews.find(number);
      if (!found) throw new Refusal('not-found');
      return reply.type(found.type).send(createReadStream(found.path));
    },
  });
  const { changes: feed } = service;
  addChangeStream(app, { url: '/app/changes', feed, show: publicChange, limit: readers });

  if (!existsSync(folder)) {
    const message = 'The page for browsers is not built here. Run npm run build.';
    app.get('/', { schema: { hide: true } }, () => {
      throw new Refusal('not-found', { message });
    });
    return;
  }
  // A file of the page has its content's hash in its name: what a browser has of it stays right, also its compiled form.
  const forEver = { maxAge: '365d', immutable: true };
  await app.register(fastifyStatic, { root: folder, index: false, prefix: '/page/', ...forEver });
  await addLoginRoutes(app, knowsToken);
  app.get('/', {
    schema: { hide: true, querystring: z.object({ token: z.string().max(200).optional() }) },
    async handler({ query: { token }, isStranger, submitter, mayChange }, reply) {
      if (token !== undefined) {
        // Out of the address, so that it is in no history and no picture of the screen.
        rememberToken(reply, token);
        return reply.redirect('/');
      }
      if (isStranger) return askForToken(reply);
      reply.header('content-security-policy', contentPolicy);
      if (submitter !== nobody) return sendFor(mayChange ? 'full' : 'reader', folder, reply);
      return reply.sendFile('index.html', { maxAge: 0, immutable: false });
    },
  });
}

function parseInput(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('not-understood');
  }
}

import type { FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../http/server.ts';
import { forgetToken, rememberToken } from '../http/token-of.ts';
import { loginPage } from './login-page.ts';

/** A token and its name. */
const largestBodyBytes = 4096;
const formType = 'application/x-www-form-urlencoded';

/** Sends the form in place of a page that a stranger may not see. */
export function askForToken(reply: FastifyReply, isRefused = false): FastifyReply {
  return reply
    .code(isRefused ? 403 : 200)
    .headers({
      'cache-control': 'no-store',
      // Without a referrer browsers call the origin of a form `null`, which is what other sites’ pages may say, too.
      'referrer-policy': 'same-origin',
    })
    .type('text/html; charset=utf-8')
    .send(loginPage(isRefused));
}

/** Takes the token of the form, and keeps it where scripts cannot read it. */
export async function addLoginRoutes(
  app: App,
  knowsToken: (token: string) => boolean,
): Promise<void> {
  // A browser names the origin: other sites cannot sign anybody out. It has no body, and wants no token that is still known.
  app.post('/logout', { schema: { hide: true } }, (_request, reply) => {
    forgetToken(reply);
    return reply.code(204).header('cache-control', 'no-store').send();
  });
  await app.register((plugin, _options, done) => {
    const scope = plugin.withTypeProvider<ZodTypeProvider>();
    scope.removeAllContentTypeParsers();
    const parser = { parseAs: 'string', bodyLimit: largestBodyBytes } as const;
    scope.addContentTypeParser(formType, parser, (_request, body, parsed) =>
      parsed(null, Object.fromEntries(new URLSearchParams(typeof body === 'string' ? body : ''))),
    );
    scope.post('/login', {
      schema: { hide: true, body: z.object({ token: z.string().max(200) }) },
      async handler({ body: { token } }, reply) {
        if (!knowsToken(token.trim())) return askForToken(reply, true);
        rememberToken(reply, token.trim());
        return reply.redirect('/', 303);
      },
    });
    done();
  });
}

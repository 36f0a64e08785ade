import type { FastifyReply, FastifyRequest } from 'fastify';
import { notOk, ok, type Result } from '../../shared/result.ts';

export const cookieName = 'thumbline_token';

type FoundToken = Result<string | null, 'cookie-unreadable'>;

function cookieOf(request: FastifyRequest): FoundToken {
  const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim());
  const found = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`));
  if (found === undefined) return ok(null);
  try {
    return ok(decodeURIComponent(found.slice(cookieName.length + 1)));
  } catch {
    return notOk('cookie-unreadable');
  }
}

/** The token a request carries: as `Authorization: Bearer`, or as the cookie that the page was given. Null without one. */
export function tokenOf(request: FastifyRequest): FoundToken {
  const [, bearer] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
  return bearer === undefined ? cookieOf(request) : ok(bearer.trim());
}

/**
 * Keeps the token for pictures and events, which a page cannot ask for with a header of its own. Scripts
 * cannot read it and other sites cannot send it.
 */
export function rememberToken(reply: FastifyReply, token: string): void {
  reply.header(
    'set-cookie',
    `${cookieName}=${encodeURIComponent(token)}; Path=/; HttpOnly; SameSite=Strict`,
  );
}

/** Has the browser forget it. */
export function forgetToken(reply: FastifyReply): void {
  reply.header('set-cookie', `${cookieName}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict`);
}

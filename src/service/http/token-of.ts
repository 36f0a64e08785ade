import type { FastifyReply, FastifyRequest } from 'fastify';

const cookieName = 'thumbline_token';

function cookieOf(request: FastifyRequest): string | null {
  const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim());
  const found = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`));
  return found === undefined ? null : decodeURIComponent(found.slice(cookieName.length + 1));
}

/** The token a request carries: as `Authorization: Bearer`, or as the cookie that the page was given. */
export function tokenOf(request: FastifyRequest): string | null {
  const [, bearer] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
  return bearer?.trim() ?? cookieOf(request);
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

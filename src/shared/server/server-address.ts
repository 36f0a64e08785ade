import { z } from 'zod';

/** `http://` is what a person who types only a host means. */
function withScheme(typed: string): string {
  return typed === '' || typed.includes('://') ? typed : `http://${typed}`;
}

/**
 * Where a Thumbline server is: http or https, perhaps with a path that a proxy wants; no name, password, question or
 * fragment in it. Without a slash at its end.
 */
export const ServerAddress = z
  .string()
  .trim()
  .max(500)
  .transform(withScheme)
  .pipe(
    z
      .string()
      .regex(/^https?:\/\/(?:[^\s/?#@\\:[\]]+|\[[\da-f:.]+\])(?::\d{1,5})?(?:\/[^\s?#\\]*)?$/i),
  )
  .transform((address) => address.replace(/\/+$/, ''));

/** Whether pictures and token go out readable for whoever is in between: plain HTTP to another computer. */
export function isOpenToOthers(address: string): boolean {
  const isPlain = /^http:\/\//i.test(address);
  return isPlain && !/^http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::|\/|$)/i.test(address);
}

/** What can stand in a request's header. */
export const ServerToken = z.string().regex(/^[\x21-\x7e]{1,500}$/);

/** A token belongs to one address: it is sent to no other. */
export const KeptToken = z.lazy(() =>
  z.object({ address: ServerAddress, token: ServerToken }).readonly(),
);
export type KeptToken = z.infer<typeof KeptToken>;

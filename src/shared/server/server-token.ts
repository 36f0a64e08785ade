import { z } from 'zod';
import { ServerAddress } from './server-address.ts';

/** What can stand in a request's header. */
export const ServerToken = z.string().regex(/^[\x21-\x7e]{1,500}$/);

/** A token belongs to one address: it is sent to no other. */
export const KeptToken = z.object({ address: ServerAddress, token: ServerToken }).readonly();
export type KeptToken = z.infer<typeof KeptToken>;

import { config } from 'zod';

// zod compiles schemas with `new Function`, which a strict content policy forbids. Import this before any schema.
config({ jitless: true });

import { z } from 'zod';

/** What a result says about where it comes from. `copyright` keeps who made it and who owns it, nothing else. */
export const metadataPolicies = ['none', 'copyright', 'all'] as const;
export const MetadataPolicy = z.enum(metadataPolicies);
export type MetadataPolicy = z.infer<typeof MetadataPolicy>;

/** `keepsGps` counts only with `all`: a place is never kept unless asked for by name. */
export interface MetadataOptions {
  readonly metadata: MetadataPolicy;
  readonly keepsGps: boolean;
}

export const noMetadata: MetadataOptions = { metadata: 'none', keepsGps: false };

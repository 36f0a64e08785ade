import type { Metadata, Sharp } from 'sharp';
import type { MetadataOptions } from '../../shared/task/metadata-policy.ts';
import { copyrightOf } from './copyright.ts';
import { xmpWithoutGps } from './remove-gps.ts';

/** Sets on a pipeline which metadata its file keeps: without one of these it keeps none. */
export type ApplyMetadata = (pipeline: Sharp) => Sharp;

function keepCopyright(metadata: Metadata): ApplyMetadata {
  const { copyright, artist } = copyrightOf(metadata);
  const known = {
    ...(copyright !== null && { Copyright: copyright }),
    ...(artist !== null && { Artist: artist }),
  };
  if (Object.keys(known).length === 0) return (pipeline) => pipeline;
  return (pipeline) => pipeline.withExif({ IFD0: known });
}

/** Everything but the colour profile, which is sRGB's now, and GPS in XMP; GPS in EXIF is erased from the file. */
function keepAll(metadata: Metadata, keepsGps: boolean): ApplyMetadata {
  const xmp = metadata.xmp?.toString('utf8');
  const clean = xmp === undefined || keepsGps ? null : xmpWithoutGps(xmp);
  return (pipeline) => {
    const kept = pipeline.keepMetadata().withIccProfile('srgb');
    return clean === null ? kept : kept.withXmp(clean);
  };
}

export function applyMetadata(
  { metadata: policy, keepsGps }: MetadataOptions,
  metadata: Metadata,
): ApplyMetadata {
  if (policy === 'all') return keepAll(metadata, keepsGps);
  return policy === 'copyright' ? keepCopyright(metadata) : (pipeline) => pipeline;
}

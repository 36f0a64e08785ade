import type { Buffer } from 'node:buffer';
import { onceLoaded } from '../../shared/once.ts';
import type { MetadataOptions } from '../../shared/task/metadata-policy.ts';
import type { SourceFormat } from '../../shared/formats/formats.ts';
import type { Describe } from '../metadata/describe.ts';

const loadDescriber = onceLoaded(() => import('../metadata/describe.ts'));

const tellsNothing: Describe = (file) => file;

/** What puts into each file what its source says of itself. Most want nothing of that, and load nothing for it. */
export async function loadDescribe(
  source: Buffer,
  format: SourceFormat,
  options: MetadataOptions,
): Promise<Describe> {
  if (options.metadata === 'none') return tellsNothing;
  const { describeAs } = await loadDescriber();
  return describeAs(source, format, options);
}

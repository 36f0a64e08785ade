import { readFile } from 'node:fs/promises';
import type * as MagickWasm from '@imagemagick/magick-wasm';
import { onceLoaded } from '../../../shared/once.ts';
import { type Codec, KeptCodec } from '../kept-codec.ts';

export type Magick = typeof MagickWasm;

/** The only coders that it may use, whatever a file says of itself. A PICT may hold JPEGs. */
const allowedCoders = ['DDS', 'PCX', 'SGI', 'SUN', 'PICT', 'JPEG'] as const;
export type Coder = (typeof allowedCoders)[number];

const policy = `<policymap>
  <policy domain="coder" rights="none" pattern="*"/>
  <policy domain="coder" rights="read" pattern="{${allowedCoders.join(',')}}"/>
  <policy domain="delegate" rights="none" pattern="*"/>
  <policy domain="filter" rights="none" pattern="*"/>
  <policy domain="path" rights="none" pattern="@*"/>
</policymap>`;

/** What its pixels may take; there is no disk to go to beyond it. Bytes. */
const mostMemory = 1_500_000_000n;

const compiled = onceLoaded(async () => {
  const file = new URL(import.meta.resolve('@imagemagick/magick-wasm/magick.wasm'));
  return WebAssembly.compile(await readFile(file));
});

interface Instance {
  readonly HEAPU8: Uint8Array;
}
const isInstance = (value: unknown): value is Instance =>
  typeof value === 'object' && value !== null && 'HEAPU8' in value;

async function load(): Promise<Codec<Magick>> {
  const [module, code] = await Promise.all([import('@imagemagick/magick-wasm'), compiled()]);
  // The package keeps one instance for good and would not make another after a trap.
  Reflect.set(module.ImageMagick, '_api', undefined);
  const settings = module.ConfigurationFiles.default;
  settings.policy.data = policy;
  await module.initializeImageMagick(code, settings);
  module.ResourceLimits.memory = mostMemory;
  module.ResourceLimits.disk = 0n;
  const instance: unknown = Reflect.get(module.ImageMagick, '_api');
  if (!isInstance(instance)) throw new Error('magick-wasm is another than this was written for');
  return { module, memorySize: () => instance.HEAPU8.buffer.byteLength };
}

export const magick = new KeptCodec(load);

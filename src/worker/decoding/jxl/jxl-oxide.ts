import { readFile } from 'node:fs/promises';
import type * as JxlOxide from 'jxl-oxide-wasm';
import { type Codec, KeptCodec } from '../kept-codec.ts';

async function load(): Promise<Codec<typeof JxlOxide>> {
  const module = await import('jxl-oxide-wasm');
  const file = new URL(import.meta.resolve('jxl-oxide-wasm/module.wasm'));
  const { memory } = module.initSync({ module: await readFile(file) });
  return { module, memorySize: () => memory.buffer.byteLength };
}

export const jxlOxide = new KeptCodec(load);

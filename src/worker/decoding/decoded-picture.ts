import { Buffer } from 'node:buffer';
import { ok } from '../../shared/result.ts';
import { refuse } from '../../shared/worker/refusal.ts';
import type { Decode, Decoded } from './decoded.ts';
import type { Decoder } from './decoder.ts';
import { sharpDecoder } from './sharp/sharp-decoder.ts';
import { wrapInTiff } from './wrap-in-tiff.ts';

function bytesForSharp(decoded: Decoded): Buffer {
  if (decoded.kind === 'raster') return wrapInTiff(decoded);
  const { buffer, byteOffset, byteLength } = decoded.bytes;
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** A decoder whose whole picture is decoded when it is opened; sharp goes on from there, colours included. */
export function decoderFor(decode: Decode): Decoder {
  return {
    async open(bytes, format, request) {
      const decoded = await decode(bytes, request);
      if (!decoded.ok) return refuse(decoded.problem.code, decoded.problem.subject);
      const opened = await sharpDecoder.open(bytesForSharp(decoded.value), format, request);
      if (!opened.ok || decoded.value.kind === 'encoded') return opened;
      const { sourceWidth: width, sourceHeight: height, pages = 1, hasNoPictures } = decoded.value;
      const said = { width, height, pages, ...(hasNoPictures && { hasNoPictures }) };
      return ok({ ...opened.value, header: { ...opened.value.header, ...said } });
    },
  };
}

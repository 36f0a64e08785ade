/** Bits from the lowest of each byte on. */
const bitsOf = (bytes) =>
  [...bytes].map((byte) => [...byte.toString(2).padStart(8, '0')].toReversed().join('')).join('');

const bytesOf = (bits) =>
  Buffer.from(
    (bits.match(/.{1,8}/g) ?? []).map((byte) =>
      Number.parseInt([...byte.padEnd(8, '0')].toReversed().join(''), 2),
    ),
  );

/**
 * Says in the header of a bare codestream, as cjxl writes one of 8 bits with alpha and without loss, that the colours are multiplied
 * with it: one further channel "as usual" becomes one with all its fields. cjxl has an option for that, which changes nothing for a PNG.
 */
export function calledPremultiplied(codestream) {
  const bits = bitsOf(codestream.subarray(0, 12));
  // The signature, a size in eighths with a ratio, not all as usual, no more fields, 8 whole bits, small buffers.
  const start = 16 + 9 + 1 + 1 + 3 + 1;
  if (bits.slice(start, start + 3) !== '101') throw new Error('not the header that was expected');
  // Alpha, whole, 8 bits, as large as the colours, without a name, multiplied.
  const channel = ['10', '0', '00', '000', '00', '00', '1'].join('');
  // Not XYB, sRGB with an intent, no extensions, the usual matrices; then frames, from a whole byte on.
  const rest = bits.slice(start + 3, start + 3 + 21);
  const end = Math.ceil((start + 3 + 21) / 8);
  const header = bytesOf(bits.slice(0, start) + channel + rest);
  return Buffer.concat([header, codestream.subarray(end)]);
}

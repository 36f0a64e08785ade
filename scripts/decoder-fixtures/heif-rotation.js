// heif-enc writes no `irot` and no `imir`. This adds one to what it wrote: a property box, its association, and longer offsets.

function* boxes(bytes, start, end) {
  for (let offset = start; offset + 8 <= end; offset += bytes.readUInt32BE(offset))
    yield { offset, type: bytes.toString('latin1', offset + 4, offset + 8) };
}

/** Where the box of this path begins; `meta` is a full box: its children begin four bytes later. */
function find(bytes, path) {
  let [start, end] = [0, bytes.length];
  let found = 0;
  for (const wanted of path) {
    const box = [...boxes(bytes, start, end)].find(({ type }) => type === wanted);
    if (!box) throw new Error(`there is no box ${wanted}`);
    found = box.offset;
    start = found + (wanted === 'meta' ? 12 : 8);
    end = found + bytes.readUInt32BE(found);
  }
  return found;
}

const enlarge = (bytes, offset, by) => bytes.writeUInt32BE(bytes.readUInt32BE(offset) + by, offset);
const insert = (bytes, at, added) =>
  Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at)]);

/** Where the primary item's count of associations stands: version 0, one byte an association. */
function associationsOfPrimary(bytes) {
  const primary = bytes.readUInt16BE(find(bytes, ['meta', 'pitm']) + 12);
  const ipma = find(bytes, ['meta', 'iprp', 'ipma']);
  const items = bytes.readUInt32BE(ipma + 12);
  let at = ipma + 16;
  for (let item = 0; item < items; item += 1, at += 3 + bytes[at + 2])
    if (bytes.readUInt16BE(at) === primary) return at + 2;
  throw new Error('the primary item has no properties');
}

/** The HEIF with its primary picture turned by so many quarters counter-clockwise. */
export function withRotation(heif, quarters) {
  return withProperty(heif, 'irot', quarters);
}

/** The HEIF with its primary picture mirrored at an axis, after what was done to it before: 0 or 1. */
export function withMirror(heif, axis) {
  return withProperty(heif, 'imir', axis);
}

function withProperty(heif, type, value) {
  const property = Buffer.from([0, 0, 0, 9, ...Buffer.from(type), value]);
  const ipco = find(heif, ['meta', 'iprp', 'ipco']);
  const ipcoEnd = ipco + heif.readUInt32BE(ipco);
  const index = [...boxes(heif, ipco + 8, ipcoEnd)].length + 1;
  const countAt = associationsOfPrimary(heif);
  const added = Buffer.from([0x80 | index]);
  let bytes = insert(heif, countAt + 1 + heif.readUInt8(countAt), added);
  bytes.writeUInt8(heif.readUInt8(countAt) + 1, countAt);
  enlarge(bytes, find(heif, ['meta', 'iprp', 'ipma']), added.length);
  bytes = insert(bytes, ipcoEnd, property);
  enlarge(bytes, ipco, property.length);
  const growth = property.length + added.length;
  for (const path of [['meta', 'iprp'], ['meta']]) enlarge(bytes, find(bytes, path), growth);
  moveItems(bytes, find(bytes, ['meta', 'iloc']), growth);
  return bytes;
}

/**
 * Four-byte bases, offsets and lengths, as heif-enc writes. Version 0 has no method; items in `idat` (method 1) do not
 * move.
 */
function moveItems(bytes, iloc, by) {
  const methodLength = bytes[iloc + 8] === 0 ? 0 : 2;
  const count = bytes.readUInt16BE(iloc + 14);
  let at = iloc + 16;
  for (let item = 0; item < count; item += 1) {
    const base = at + 4 + methodLength;
    if (methodLength === 0 || bytes.readUInt16BE(at + 2) === 0) enlarge(bytes, base, by);
    at = base + 6 + bytes.readUInt16BE(base + 4) * 8;
  }
}

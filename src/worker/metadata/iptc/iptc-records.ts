import { Buffer } from 'node:buffer';

/** A dataset of IPTC's older form (IIM): a record and a number in it. */
export interface Dataset {
  readonly record: number;
  readonly number: number;
  readonly value: Buffer;
}

const marker = 0x1c;
const headBytes = 5;
/** More than any real file has, and as long as one may be in the short form. */
const mostDatasets = 2000;
const mostValueBytes = 32_767;

/** Until the first that makes no sense. The long form is for pictures inside and is taken for the end. */
export function readIptc(bytes: Buffer): Dataset[] {
  const datasets: Dataset[] = [];
  let at = 0;
  while (datasets.length < mostDatasets && at + headBytes <= bytes.length && bytes[at] === marker) {
    const end = at + headBytes + bytes.readUInt16BE(at + 3);
    if (bytes.readUInt16BE(at + 3) > mostValueBytes || end > bytes.length) return datasets;
    const [record, number] = [bytes[at + 1] ?? 0, bytes[at + 2] ?? 0];
    datasets.push({ record, number, value: bytes.subarray(at + headBytes, end) });
    at = end;
  }
  return datasets;
}

export function writeIptc(datasets: readonly Dataset[]): Buffer {
  return Buffer.concat(
    datasets.flatMap(({ record, number, value }) => {
      const head = Buffer.from([marker, record, number, 0, 0]);
      head.writeUInt16BE(value.length, 3);
      return [head, value];
    }),
  );
}

/** ISO 2022 for UTF-8. */
const utf8Mark = Buffer.from('\u001B%G', 'latin1');
const saysUtf8 = (datasets: readonly Dataset[]) =>
  datasets.some(
    ({ record, number, value }) => record === 1 && number === 90 && value.equals(utf8Mark),
  );

/** In UTF-8: text that says it is, and such as can be nothing else; the rest is taken for Latin-1. */
export function textsIn(datasets: readonly Dataset[]): (dataset: Dataset) => string {
  const isUtf8 = saysUtf8(datasets);
  const strict = new TextDecoder('utf-8', { fatal: true });
  return ({ value }) => {
    if (isUtf8) return value.toString('utf8');
    try {
      return strict.decode(value);
    } catch {
      return value.toString('latin1');
    }
  };
}

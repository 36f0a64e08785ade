/** Of one part. */
const partSize = 4096;
const shift = Math.log2(partSize);
const mask = partSize - 1;

/** A number for each place, 0 where none was set. In parts: an array of a million takes long to grow. */
export interface Column {
  get(place: number): number;
  set(place: number, value: number): void;
}

type Numbers = Float64ArrayConstructor | Uint32ArrayConstructor | Uint8ArrayConstructor;

export function createColumn(Numbers: Numbers): Column {
  const parts: (Float64Array | Uint32Array | Uint8Array)[] = [];
  return {
    get: (place) => parts[place >>> shift]?.[place & mask] ?? 0,
    set(place, value) {
      const part = (parts[place >>> shift] ??= new Numbers(partSize));
      part[place & mask] = value;
    },
  };
}

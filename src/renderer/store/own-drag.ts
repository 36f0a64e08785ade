/** Results that are being dragged out of this window: over it they are not dropped files. */
let isUnderWay = false;

export const isOwnDrag = (): boolean => isUnderWay;

export async function duringOwnDrag<Value>(drag: () => Promise<Value>): Promise<Value> {
  isUnderWay = true;
  try {
    return await drag();
  } finally {
    isUnderWay = false;
  }
}

import { Crop } from 'lucide-react';
import { useInBrowser } from '../../store/in-browser.ts';
import { useQueue } from '../../store/queue-store.ts';
import { useView } from '../../store/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { cropShapes } from './crop-shapes.ts';

/** There only when something on the queue was cut. */
export function CropsButton() {
  const hasCrops = useQueue(
    ({ tally, batches }) =>
      tally.succeeded > 0 && batches.some(({ recipe }) => cropShapes(recipe).length > 0),
  );
  // The points that are dragged there are remembered by the pictures on this computer.
  const isBrowser = useInBrowser();
  if (!hasCrops || isBrowser) return null;
  return (
    <Button look="quiet" onClick={() => useView.getState().checkCrops(true)}>
      <Crop size={14} aria-hidden /> Check crops
    </Button>
  );
}

import { Crop } from 'lucide-react';
import { thumbline } from '../../store/bridge.ts';
import { useQueue } from '../../store/queue-store.ts';
import { useView } from '../../store/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { cropShapes } from './crop-shapes.ts';
import { cropsWords } from '../../../shared/words/areas/crops.ts';

/** There only when something on the queue was cut. */
export function CropsButton() {
  const hasCrops = useQueue(
    ({ tally, batches }) =>
      tally.succeeded > 0 && batches.some(({ recipe }) => cropShapes(recipe).length > 0),
  );
  if (!hasCrops || !thumbline.can.focalPoints) return null;
  return (
    <Button look="quiet" onClick={() => useView.getState().checkCrops(true)}>
      <Crop size={14} aria-hidden /> {cropsWords('checkCrops')}
    </Button>
  );
}

import { Crop } from 'lucide-react';
import { thumbline } from '../../store/bridge.ts';
import { useQueue } from '../../store/queue-store.ts';
import { useView } from '../../store/view-store.ts';
import type { MenuEntry } from '../../ui/menu.tsx';
import { cropShapes } from './crop-shapes.ts';
import { cropsWords } from '../../../shared/words/areas/crops.ts';

const checkCrops: MenuEntry = {
  label: cropsWords('checkCrops'),
  icon: <Crop size={15} />,
  onSelect: () => useView.getState().checkCrops(true),
};

/** Empty unless something on the queue was cut. */
export function useCropsEntry(): readonly MenuEntry[] {
  const hasCrops = useQueue(
    ({ tally, batches }) =>
      tally.succeeded > 0 && batches.some(({ recipe }) => cropShapes(recipe).length > 0),
  );
  return hasCrops && thumbline.can.focalPoints ? [checkCrops] : [];
}

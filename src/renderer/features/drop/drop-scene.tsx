import './drop-scene.css';
import { Landscape } from '../../ui/landscape.tsx';

/** Three pictures fanned out; lifted while something is about to be dropped. */
export function DropScene({ isLifted = false }: { isLifted?: boolean }) {
  return (
    <div className="drop-scene" data-lifted={isLifted ? '' : undefined} aria-hidden>
      <div className="drop-scene-card">
        <Landscape light="dawn" />
      </div>
      <div className="drop-scene-card">
        <Landscape light="dusk" />
      </div>
      <div className="drop-scene-card">
        <Landscape light="noon" />
      </div>
    </div>
  );
}

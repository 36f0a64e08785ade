import { thumbline } from '../../store/bridge.ts';
import { DestinationField } from '../recipe/destination-field.tsx';
import { PresetField } from '../recipe/preset-field.tsx';

/** What the next drop is made with; the same as in the recipe panel. */
export function NewPicturesGroup() {
  return (
    <section className="settings-group">
      <h2>New pictures</h2>
      <div className="settings-rows">
        <div className="settings-row" data-stacked>
          <PresetField />
        </div>
        {thumbline.can.destination ? (
          <div className="settings-row" data-stacked>
            <DestinationField />
          </div>
        ) : null}
      </div>
    </section>
  );
}

import { keyCaps } from '../../../shared/commands/keys.ts';
import { useSettings } from '../../store/settings-store.ts';

/** A key as this system writes it, one cap for each part. */
export function KeyCaps({ keys }: { keys: string }) {
  const isMac = useSettings(({ facts }) => facts?.platform === 'darwin');
  return (
    <span className="key-caps">
      {/* Its place is that of the page's direction, the order of its keys is not. */}
      <span dir="ltr">
        {keyCaps(keys, isMac).map((cap) => (
          <kbd key={cap}>{cap}</kbd>
        ))}
      </span>
    </span>
  );
}

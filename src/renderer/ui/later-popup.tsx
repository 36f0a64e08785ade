import {
  cloneElement,
  type ComponentType,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  useState,
} from 'react';
import { laterPart } from './later-part.tsx';

interface Popup {
  readonly trigger: ReactElement<Record<string, unknown>>;
}

/** Whether its button was pressed by a key: then what opens has its first entry chosen. */
export interface Pressed {
  readonly isByKey: boolean;
}

/**
 * A button and what opens from it, whose code is among the later: until it is first pressed the button stands by itself.
 * The popup that `load` answers with is open when it is first drawn, and has the button from then on.
 */
export function laterPopup<Props extends Popup>(
  opens: 'menu' | 'dialog',
  load: () => Promise<ComponentType<Props & Pressed>>,
): ComponentType<Props> {
  const buttonOf = ({ trigger }: Popup, press?: (isByKey: boolean) => void) =>
    cloneElement(trigger, {
      'aria-haspopup': opens,
      'aria-expanded': false,
      onClick: ({ detail }: MouseEvent) => press?.(detail === 0),
      onKeyDown: (event: KeyboardEvent) => {
        if (opens !== 'menu' || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
        event.preventDefault();
        press?.(true);
      },
    });
  const Opened = laterPart(load, (props) => buttonOf(props));
  return function LaterPopup(props: Props) {
    const [pressed, setPressed] = useState<Pressed | null>(null);
    return pressed ? (
      <Opened {...props} {...pressed} />
    ) : (
      buttonOf(props, (isByKey) => setPressed({ isByKey }))
    );
  };
}

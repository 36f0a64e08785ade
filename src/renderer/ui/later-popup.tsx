import {
  cloneElement,
  type ComponentType,
  type KeyboardEvent,
  type ReactElement,
  useState,
} from 'react';
import { laterPart } from './later-part.tsx';

interface Popup {
  readonly trigger: ReactElement<Record<string, unknown>>;
}

/**
 * A button and what opens from it, whose code is among the later: until it is first pressed the button stands by itself.
 * The popup that `load` answers with is open when it is first drawn, and has the button from then on.
 */
export function laterPopup<Props extends Popup>(
  opens: 'menu' | 'dialog',
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const buttonOf = ({ trigger }: Popup, press?: () => void) =>
    cloneElement(trigger, {
      'aria-haspopup': opens,
      'aria-expanded': false,
      onClick: press,
      onKeyDown: (event: KeyboardEvent) => {
        if (opens !== 'menu' || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
        event.preventDefault();
        press?.();
      },
    });
  const Opened = laterPart(load, (props) => buttonOf(props));
  return function LaterPopup(props: Props) {
    const [wasPressed, setPressed] = useState(false);
    return wasPressed ? <Opened {...props} /> : buttonOf(props, () => setPressed(true));
  };
}

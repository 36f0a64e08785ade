import './switch.css';
import { Switch as Base } from '@base-ui/react/switch';

interface SwitchProps {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** Only the control; its label stands elsewhere. */
export function Toggle({ label, isOn, onChange }: SwitchProps) {
  return (
    <Base.Root className="switch" aria-label={label} checked={isOn} onCheckedChange={onChange}>
      <Base.Thumb className="switch-thumb" />
    </Base.Root>
  );
}

/** A label and its control on one line. */
export function Switch(props: SwitchProps) {
  return (
    <div className="switch-row">
      <span>{props.label}</span>
      <Toggle {...props} />
    </div>
  );
}

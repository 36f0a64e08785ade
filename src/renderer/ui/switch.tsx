import './switch.css';
import { Switch as Base } from '@base-ui/react/switch';
import { useId } from 'react';

interface SwitchProps {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

export function Switch({ label, isOn, onChange }: SwitchProps) {
  const labelId = useId();
  return (
    <div className="switch-row">
      <span id={labelId}>{label}</span>
      <Base.Root
        className="switch"
        aria-labelledby={labelId}
        checked={isOn}
        onCheckedChange={onChange}
      >
        <Base.Thumb className="switch-thumb" />
      </Base.Root>
    </div>
  );
}

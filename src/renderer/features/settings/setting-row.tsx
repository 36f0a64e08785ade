import type { ReactNode } from 'react';

interface SettingRowProps {
  title: string;
  hint?: string;
  children: ReactNode;
}

export function SettingRow({ title, hint, children }: SettingRowProps) {
  return (
    <div className="settings-row">
      <div>
        {title}
        {hint ? <p>{hint}</p> : null}
      </div>
      <div className="settings-control">{children}</div>
    </div>
  );
}

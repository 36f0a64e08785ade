import './file-name.css';
import { splitName } from './split-name.ts';

/** A name cut in the middle when there is no room, so that its end can always be read. */
export function FileName({ name }: { name: string }) {
  const { start, end } = splitName(name);
  return (
    <span className="file-name" title={name}>
      <bdi dir="auto">
        <span className="file-name-start">{start}</span>
        <span className="file-name-end">{end}</span>
      </bdi>
    </span>
  );
}

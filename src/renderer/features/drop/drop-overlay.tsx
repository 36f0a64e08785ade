import './drop-overlay.css';
import { ListChecks } from 'lucide-react';
import { useEffect, useState } from 'react';
import { thumbline } from '../../store/bridge.ts';
import { isOwnDrag } from '../../store/own-drag.ts';
import { useSettings } from '../../store/settings-store.ts';
import { destinationWords, serviceWords } from '../../words/recipe-words.ts';
import { addDropped, addPasted } from '../adding/add-files.ts';
import { planFiles } from '../plan/plan-store.ts';
import { DropScene } from './empty-queue.tsx';
import { dropWords } from '../../../shared/words/areas/drop.ts';

const carriesFiles = (transfer: DataTransfer | null) => transfer?.types.includes('Files') ?? false;

/** Where held files are: over the strip at the window's lower end, which shows the plan first, or over the rest. */
type DropZone = 'start' | 'plan';

/** In CSS pixels, like the strip in drop-overlay.css. */
const planStripHeight = 96;
const zoneOf = (event: DragEvent): DropZone =>
  thumbline.can.plans && event.clientY > window.innerHeight - planStripHeight ? 'plan' : 'start';

/** A field gets the text that was copied together with a picture, as office programs do it. */
function isForField({ target, clipboardData }: ClipboardEvent): boolean {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField && (clipboardData?.types.includes('text/plain') ?? false);
}

/** Takes files dropped anywhere on the window, or pasted. Answers where some are held; null when none are. */
export function useFileDrop(): DropZone | null {
  const [zone, setZone] = useState<DropZone | null>(null);
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    const hold = (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      const isTaken = thumbline.can.changes && !isOwnDrag();
      if (event.dataTransfer) event.dataTransfer.dropEffect = isTaken ? 'copy' : 'none';
      if (isTaken) setZone(zoneOf(event));
    };
    const leave = (event: DragEvent) => {
      // Without a next target the pointer has left the window.
      if (event.relatedTarget === null) setZone(null);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setZone(null);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0 || isOwnDrag() || !thumbline.can.changes) return;
      if (zoneOf(event) === 'plan') void planFiles(files);
      else void addDropped(files);
    };
    const paste = (event: ClipboardEvent) => {
      if (isForField(event) || !thumbline.can.changes) return;
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) void addPasted(files);
    };
    window.addEventListener('dragenter', hold, { signal });
    window.addEventListener('dragover', hold, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('drop', drop, { signal });
    window.addEventListener('paste', paste, { signal });
    return () => ending.abort();
  }, []);
  return zone;
}

/** What the window shows while files are held over it. */
export function DropOverlay({ zone }: { zone: DropZone }) {
  const recipe = useSettings(({ settings }) => settings.recipe);
  return (
    <div className="drop-overlay" aria-hidden>
      <div className="drop-overlay-frame" data-over={zone === 'start' ? '' : undefined}>
        <DropScene isLifted />
        <h1>{dropWords('dropToMake', { name: recipe.name })}</h1>
        <p>{thumbline.can.destination ? destinationWords(recipe.destination) : serviceWords}</p>
      </div>
      {thumbline.can.plans ? (
        <div className="drop-overlay-plan" data-over={zone === 'plan' ? '' : undefined}>
          <ListChecks size={18} />
          {dropWords('dropHereSeePlanFirst')}
        </div>
      ) : null}
    </div>
  );
}

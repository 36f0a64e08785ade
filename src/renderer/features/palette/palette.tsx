import './palette.css';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { paletteKeys } from '../../../shared/commands/list-keys.ts';
import { paletteWords } from '../../../shared/words/areas/palette.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { closeOverlay, openOverlay, useOverlay } from '../../store/overlay-store.ts';
import { LinkButton } from '../../ui/button.tsx';
import { findEntries, type FoundEntry } from './palette-entries.ts';
import { paletteSections } from './palette-sections.ts';
import { KeyCaps } from './key-caps.tsx';

/** The label with the characters that answer what was typed. */
function MarkedLabel({ label, marked }: FoundEntry) {
  const isMarked = new Set(marked);
  const pieces: { text: string; isMarked: boolean; from: number }[] = [];
  let at = 0;
  for (const character of label) {
    const last = pieces.at(-1);
    if (last && last.isMarked === isMarked.has(at)) last.text += character;
    else pieces.push({ text: character, isMarked: isMarked.has(at), from: at });
    at += character.length;
  }
  return (
    <bdi className="palette-label">
      {pieces.map((piece) => (piece.isMarked ? <b key={piece.from}>{piece.text}</b> : piece.text))}
    </bdi>
  );
}

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  PageDown: (at, count) => Math.min(count - 1, at + 8),
  PageUp: (at) => Math.max(0, at - 8),
};

/** What was added lately; none where the app keeps no such list. */
function useRecent(): readonly string[] {
  const [recent, setRecent] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!thumbline.can.opensFiles) return;
    void ask(thumbline.listRecent()).then((paths) => setRecent(paths ?? []));
  }, []);
  return recent;
}

function PaletteBody({ onChoose }: { onChoose: (entry: FoundEntry) => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const recent = useRecent();
  const idPrefix = useId();
  const found = findEntries(paletteSections(typed, recent), typed);
  const entries = found.flatMap((section) => section.entries);
  const current = Math.min(at, entries.length - 1);
  const optionId = (entry: FoundEntry) => `${idPrefix}${entry.id}`.replaceAll(/\s/g, '-');
  const chosen = entries[current];
  const chosenId = chosen && optionId(chosen);
  useEffect(() => {
    if (chosenId) document.getElementById(chosenId)?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = steps[event.key];
    if (event.key === 'Enter' && chosen) onChoose(chosen);
    else if (step && entries.length > 0) setAt(step(current, entries.length));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="palette-head">
        <Search size={16} aria-hidden />
        <input
          type="text"
          role="combobox"
          className="palette-input"
          aria-label={paletteWords('title')}
          aria-expanded="true"
          aria-controls={`${idPrefix}list`}
          aria-autocomplete="list"
          aria-activedescendant={chosenId}
          placeholder={paletteWords('placeholder')}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <KeyCaps keys={paletteKeys.close} />
      </div>
      <div
        role="listbox"
        id={`${idPrefix}list`}
        aria-label={paletteWords('title')}
        className="palette-list"
      >
        {found.map((section) => (
          <div key={section.id} role="group" aria-labelledby={`${idPrefix}${section.id}`}>
            <div id={`${idPrefix}${section.id}`} className="palette-section" role="presentation">
              {section.title}
            </div>
            {section.entries.map((entry) => (
              <div
                key={entry.id}
                id={optionId(entry)}
                role="option"
                aria-selected={entry === chosen}
                className="palette-entry"
                tabIndex={-1}
                onKeyDown={onKeyDown}
                onPointerMove={() => setAt(entries.indexOf(entry))}
                onClick={() => onChoose(entry)}
              >
                <MarkedLabel {...entry} />
                {entry.note ? <span className="palette-note">{entry.note}</span> : null}
                {entry.keys ? <KeyCaps keys={entry.keys} /> : null}
              </div>
            ))}
          </div>
        ))}
      </div>
      <div className="palette-foot">
        <span aria-hidden>
          <KeyCaps keys={paletteKeys.up} />
          <KeyCaps keys={paletteKeys.down} /> {paletteWords('choose')}
        </span>
        <span aria-hidden>
          <KeyCaps keys={paletteKeys.choose} /> {paletteWords('doIt')}
        </span>
        <LinkButton onClick={() => openOverlay('keys')}>{paletteWords('allKeys')}</LinkButton>
        <span role="status" className="visually-hidden">
          {typed.trim() === '' ? '' : paletteWords('found', { count: entries.length })}
        </span>
      </div>
    </>
  );
}

/** Everything that can be done now, by words: commands, presets, batches and settings. */
export function Palette() {
  const isOpen = useOverlay(({ open }) => open === 'palette');
  const chosen = useRef<FoundEntry | null>(null);
  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(isNowOpen) => !isNowOpen && closeOverlay()}
      // What was chosen may ask for the focus itself: the palette has given it back by now.
      onOpenChangeComplete={(isNowOpen) => {
        const entry = chosen.current;
        chosen.current = null;
        if (!isNowOpen) entry?.run();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup className="dialog palette" aria-label={paletteWords('title')}>
          <PaletteBody
            onChoose={(entry) => {
              chosen.current = entry;
              closeOverlay();
            }}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

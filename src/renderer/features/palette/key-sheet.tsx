import './palette.css';
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type Command, commandName, commands } from '../../../shared/commands/commands.ts';
import {
  compareKeys,
  type CompareKeyUse,
  listKeys,
  type ListKeyUse,
  pasteKey,
} from '../../../shared/commands/list-keys.ts';
import { mirroredKey } from '../../../shared/commands/keys.ts';
import { language } from '../../../shared/words/language.ts';
import { paletteWords } from '../../../shared/words/areas/palette.ts';
import { thumbline } from '../../store/bridge.ts';
import { closeOverlay, useOverlay } from '../../store/overlay-store.ts';
import { Button } from '../../ui/button.tsx';
import { KeyCaps } from './key-caps.tsx';

interface KeyLine {
  readonly name: string;
  readonly keys: readonly string[];
}

/** In a browser the keys of the menu bar are the browser's. */
const shownKey = ({ keys }: Command) =>
  keys?.find(({ inPage }) => inPage !== undefined || thumbline.can.opensFiles)?.key;

function linesOf(isWanted: (command: Command) => boolean): readonly KeyLine[] {
  return commands.filter(isWanted).flatMap((command): readonly KeyLine[] => {
    const key = shownKey(command);
    const isHere = command.needs === undefined || thumbline.can[command.needs];
    return key !== undefined && isHere ? [{ name: commandName(command), keys: [key] }] : [];
  });
}

const isPlace = ({ id }: Command) => id.startsWith('go-');
const isOfQueue = ({ menu, id }: Command) => menu === 'queue' || id === 'undo-last';

const isUse = (name: string): name is ListKeyUse => name in listKeys;
const ofPictures: readonly KeyLine[] = Object.keys(listKeys)
  .filter(isUse)
  .filter((use) => use !== 'pauseBatch' || thumbline.can.pausesBatches)
  .map((use) => ({
    name: paletteWords(`key.${use}`),
    keys: listKeys[use],
  }));

const isCompareUse = (name: string): name is CompareKeyUse => name in compareKeys;
/** The picture before is where reading comes from; what is seen of a picture is moved as it lies. */
function whileComparing(): readonly KeyLine[] {
  const isRtl = language().direction === 'rtl';
  return Object.keys(compareKeys)
    .filter(isCompareUse)
    .map((use) => ({
      name: paletteWords(`compare.${use}`),
      keys: compareKeys[use].map((key) => (isRtl ? mirroredKey(key) : key)),
    }));
}

const pasting: KeyLine = { name: paletteWords('paste'), keys: [pasteKey] };

const groups = (): readonly { readonly title: string; readonly lines: readonly KeyLine[] }[] => [
  {
    title: paletteWords('keysAnywhere'),
    lines: [...linesOf((command) => !isPlace(command) && !isOfQueue(command)), pasting],
  },
  { title: paletteWords('keysPlaces'), lines: linesOf(isPlace) },
  { title: paletteWords('keysBatch'), lines: linesOf(isOfQueue) },
  { title: paletteWords('keysPictures'), lines: ofPictures },
  ...(thumbline.can.compares
    ? [{ title: paletteWords('keysCompare'), lines: whileComparing() }]
    : []),
];

export function KeySheet() {
  const isOpen = useOverlay(({ open }) => open === 'keys');
  return (
    <Dialog.Root open={isOpen} onOpenChange={(isNowOpen) => !isNowOpen && closeOverlay()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup className="dialog key-sheet">
          <div className="overlay-head">
            <Dialog.Title className="dialog-title">{paletteWords('keysTitle')}</Dialog.Title>
            <Dialog.Close
              render={
                <Button look="quiet" shape="icon" aria-label={paletteWords('close')}>
                  <X size={16} />
                </Button>
              }
            />
          </div>
          {/* The keyboard scrolls it where it is higher than the window. */}
          <div
            className="key-groups"
            tabIndex={0}
            role="group"
            aria-label={paletteWords('keysTitle')}
          >
            {groups().map(({ title, lines }) => (
              <section key={title}>
                <h3>{title}</h3>
                <dl>
                  {lines.map(({ name, keys }) => (
                    <div key={name} className="key-line">
                      <dt>{name}</dt>
                      <dd>
                        {keys.map((key) => (
                          <KeyCaps key={key} keys={key} />
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

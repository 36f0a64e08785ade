import { LayoutGrid } from 'lucide-react';
import { useState } from 'react';
import { presetsWords } from '../../../../shared/words/areas/presets.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { laterPart } from '../../../ui/later-part.tsx';

const Gallery = laterPart(async () => (await import('./gallery.tsx')).Gallery);

export function GalleryOpener() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton
        label={presetsWords('allPresets')}
        icon={<LayoutGrid size={16} />}
        onClick={() => setOpen(true)}
      />
      {isOpen ? <Gallery onClose={() => setOpen(false)} /> : null}
    </>
  );
}

import { type ReactNode, useState } from 'react';
import { laterPart } from '../../../ui/later-part.tsx';

const Gallery = laterPart(async () => (await import('./gallery.tsx')).Gallery);

/** Whatever opens the gallery, and the gallery while it is open. */
export function GalleryOpener({ trigger }: { trigger: (open: () => void) => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {trigger(() => setOpen(true))}
      {isOpen ? <Gallery onClose={() => setOpen(false)} /> : null}
    </>
  );
}

import { useState } from 'react';
import { laterPart } from '../../../ui/later-part.tsx';

const Gallery = laterPart(async () => (await import('./gallery.tsx')).Gallery);

/** What opens the gallery, and what to draw for it. */
export function useGallery() {
  const [isOpen, setOpen] = useState(false);
  return {
    open: () => setOpen(true),
    shown: isOpen ? <Gallery onClose={() => setOpen(false)} /> : null,
  };
}

import { ChevronDown, FileArchive, LayoutGrid } from 'lucide-react';
import { Button, type ButtonProps } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { saveResults, type Takeaway } from './save-results.ts';

interface SaveMenuProps {
  /** Asked when something was chosen. */
  takeaway: () => Takeaway;
  shape?: ButtonProps['shape'];
}

/** Results taken along in one file. */
export function SaveMenu({ takeaway, shape = 'normal' }: SaveMenuProps) {
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet" shape={shape}>
          Save results <ChevronDown size={13} aria-hidden />
        </Button>
      }
      entries={[
        {
          label: 'ZIP of the results…',
          icon: <FileArchive size={15} />,
          onSelect: () => void saveResults('zip', takeaway()),
        },
        {
          label: 'Contact sheet (HTML)…',
          icon: <LayoutGrid size={15} />,
          onSelect: () => void saveResults('contact-sheet', takeaway()),
        },
      ]}
    />
  );
}

/** How far a decoder is closed off, from the most to the least. */
export type ProtectionLevel = 'box' | 'no-network' | 'few-rights' | 'process';

export interface Protection {
  readonly level: ProtectionLevel;
  /** `refused`: it is installed, and the system does not let it make a box. `elsewhere`: it is for Linux only. */
  readonly bubblewrap: 'used' | 'missing' | 'refused' | 'elsewhere';
}

/** What it means for the person. A harmful picture is one made to take its decoder over. */
const meanings: Readonly<Record<ProtectionLevel, string>> = {
  box: 'Pictures are decoded in a closed box. A harmful picture reaches none of your files, no program and no network.',
  'no-network':
    'Pictures are decoded with few rights and no network. A harmful picture could still read and change your files.',
  'few-rights':
    'Pictures are decoded with few rights, but not without network. A harmful picture could read your files and send them away.',
  process:
    'Pictures are decoded in a process of their own, with your rights. A harmful picture could read your files and send them away.',
};

const advices: Readonly<Record<Protection['bubblewrap'], string | null>> = {
  used: null,
  missing: 'Install bubblewrap to close the decoder off.',
  refused:
    'bubblewrap is installed, but this system does not let it make a box. Allow it user namespaces (AppArmor, or the settings of the container).',
  elsewhere: 'There is a closed box on Linux only.',
};

/** Plain words for the terminal and the window. `advice` is what would close it off further; null when nothing would. */
export function protectionWords({ level, bubblewrap }: Protection): {
  readonly meaning: string;
  readonly advice: string | null;
} {
  return { meaning: meanings[level], advice: advices[bubblewrap] };
}

import { boxWords } from '../words/areas/box.ts';

/** How far a decoder is closed off, from the most to the least. */
export const protectionLevels = ['box', 'no-network', 'few-rights', 'process'] as const;
export type ProtectionLevel = (typeof protectionLevels)[number];

export interface Protection {
  readonly level: ProtectionLevel;
  /** `refused`: it is installed, and the system does not let it make a box. `elsewhere`: it is for Linux only. */
  readonly bubblewrap: 'used' | 'missing' | 'refused' | 'elsewhere';
}

/** Plain words for the terminal and the window. `advice` is what would close it off further; null when nothing would. */
export function protectionWords({ level, bubblewrap }: Protection): {
  readonly meaning: string;
  readonly advice: string | null;
} {
  // A harmful picture is one made to take its decoder over.
  return {
    meaning: boxWords(`meaning.${level}`),
    advice: bubblewrap === 'used' ? null : boxWords(`advice.${bubblewrap}`),
  };
}

// Written by `npm run words` from en/box.json.
import { area } from '../area.ts';

export const boxWords = area<object>()('box', {
  "meaning.box": "Pictures are decoded in a closed box. A harmful picture reaches none of your files, no program and no network.",
  "meaning.no-network": "Pictures are decoded with few rights and no network. A harmful picture could still read and change your files.",
  "meaning.few-rights": "Pictures are decoded with few rights, but not without network. A harmful picture could read your files and send them away.",
  "meaning.process": "Pictures are decoded in a process of their own, with your rights. A harmful picture could read your files and send them away.",
  "advice.missing": "Install bubblewrap to close the decoder off.",
  "advice.refused": "bubblewrap is installed, but this system does not let it make a box. Allow it user namespaces (AppArmor, or the settings of the container).",
  "advice.elsewhere": "There is a closed box on Linux only.",
});

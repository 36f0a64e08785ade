// Writes THIRD-PARTY.md. A unit test says when that is needed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.js';
import { thirdParty } from './third-party.js';

writeFileSync(join(root, 'THIRD-PARTY.md'), thirdParty());

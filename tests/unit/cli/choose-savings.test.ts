import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseArguments } from '../../../src/cli/args/options.ts';
import { chooseSavings } from '../../../src/cli/args/choose-savings.ts';
import { refuseOnDisk } from '../../support/refuse-on-disk.ts';
import { tempFolder } from '../../support/temp-folder.ts';

it('says of a file on a drive that does not answer what is the matter', async () => {
  const cwd = tempFolder();
  const path = join(cwd, 'all.zip');
  const asked = parseArguments(['--zip', path, 'photos'], '1');
  if (!asked.ok || asked.value.kind !== 'run') throw new Error('wrongly typed');
  const { options } = asked.value;
  const bringBack = refuseOnDisk({ call: 'stat', isAbout: () => true, code: 'ETIMEDOUT' });
  expect(await chooseSavings(options, cwd)).toEqual({
    ok: false,
    problem: `${path}: Its drive does not answer. Retry when it does.`,
  });
  bringBack();
  expect(await chooseSavings(options, cwd)).toMatchObject({ ok: true });
});

// What a package for a Linux system lays outside of the app's own folder: the terminal in the path, its manual and completion, the
// description for software centres, and the menus of file managers.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../root.js';
import { sourceDate } from './folders.js';
import { fileManagerEntries } from './file-manager-entries.js';

const metainfo = 'org.thumbline.Thumbline.metainfo.xml';

function place(folder, path) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  return file;
}

/** The description for software centres. Addresses and the version stand in package.json only. */
export function describedFor(manifest, date) {
  const text = readFileSync(join(root, 'packaging', 'linux', metainfo), 'utf8');
  const { homepage, version, bugs } = manifest;
  const day = date.toISOString().slice(0, 10);
  const values = { homepage, version, bugs: bugs.url, date: day };
  return text.replaceAll(/@(\w+)@/g, (_all, name) => values[name]);
}

/** Throws where software centres would refuse the description. A line where that cannot be asked, or null. */
export function checkDescription(file) {
  const words = ['validate', '--no-net', file];
  const { status, stdout, error } = spawnSync('appstreamcli', words, { encoding: 'utf8' });
  if (error)
    return 'The description for software centres was not checked: appstreamcli (of appstream) is not here.';
  if (status !== 0) throw new Error(`Software centres would refuse ${file}:\n${stdout.trim()}`);
  return null;
}

/** Writes the folder anew. `unpacked` is the built app: its own terminal says what it knows. */
export function writeSystemFiles(folder, { unpacked, mimeTypes }) {
  rmSync(folder, { recursive: true, force: true });
  symlinkSync('../../opt/Thumbline/thumbline', place(folder, 'usr/bin/thumbline'));
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const description = describedFor(manifest, sourceDate());
  const described = place(folder, `usr/share/metainfo/${metainfo}`);
  writeFileSync(described, description);
  const complaint = checkDescription(described);
  if (complaint !== null) console.warn(complaint);
  for (const [path, text] of Object.entries(fileManagerEntries(mimeTypes))) {
    writeFileSync(place(folder, path), text);
  }
  const said = (...words) => {
    const options = /** @type {const} */ ({
      encoding: 'utf8',
      // What V8 compiles is kept beside the program, where it would be packed.
      env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' },
    });
    const { status, stdout, stderr } = spawnSync(join(unpacked, 'thumbline'), words, options);
    if (status !== 0) throw new Error(`thumbline ${words.join(' ')}: ${stderr}`);
    return stdout;
  };
  writeFileSync(place(folder, 'usr/share/man/man1/thumbline.1.gz'), gzipSync(said('man')));
  const completions = {
    bash: 'usr/share/bash-completion/completions/thumbline',
    zsh: 'usr/share/zsh/vendor-completions/_thumbline',
    fish: 'usr/share/fish/vendor_completions.d/thumbline.fish',
  };
  for (const [shell, path] of Object.entries(completions)) {
    writeFileSync(place(folder, path), said('completion', shell));
  }
}

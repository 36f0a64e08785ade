// An .rpm by rpmbuild.
import { spawnSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathsBelow } from './lay-out.js';

const architectures = { amd64: 'x86_64', arm64: 'aarch64' };
/** `T0`: on all cores. */
const payloads = { xzmt: 'w6T0.xzdio', gz: 'w6.gzdio' };

/** A percent sign begins a macro. */
const plain = (words) => words.replaceAll('%', '%%');

/** What is ours alone is listed with its folders: they go with it. */
function fileLines(root) {
  return pathsBelow(root).flatMap((name) => {
    if (!lstatSync(join(root, name)).isDirectory()) return [plain(`"/${name}"`)];
    return name.startsWith('opt/') ? [plain(`%dir "/${name}"`).replace('%%dir', '%dir')] : [];
  });
}

/** The files are taken as they are: nothing is stripped, searched for dependencies or linked by its build. */
function spec(root, said) {
  const script = (file) => plain(readFileSync(file, 'utf8').replace(/^#!.*\n/, ''));
  return `%global __os_install_post %{nil}
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global _buildhost reproducible
%global debug_package %{nil}
%global _build_id_links none
%global _binary_payload ${payloads[said.compression] ?? said.compression}
Name: ${said.name}
Version: ${said.version}
Release: 1
Summary: ${plain(said.summary)}
License: ${said.licence}
Vendor: ${said.vendor}
Packager: ${said.maintainer}
URL: ${said.url}
AutoReqProv: no
${said.depends.map((name) => `Requires: ${name}`).join('\n')}

%description
${plain(said.description)}

%install
mkdir -p %{buildroot}
cp -a '${root}/.' %{buildroot}/

%post -p /bin/bash
${script(said.afterInstall)}
%postun -p /bin/sh
${script(said.afterRemove)}
%files
%defattr(-,root,root,-)
${fileLines(root).join('\n')}
`;
}

/** `root` holds the files. */
export function makeRpm(root, said) {
  const work = mkdtempSync(join(tmpdir(), 'thumbline-rpm-'));
  try {
    const file = join(work, 'package.spec');
    writeFileSync(file, spec(root, said));
    const architecture = architectures[said.architecture] ?? said.architecture;
    const ended = spawnSync(
      'rpmbuild',
      ['-bb', '--target', architecture, '--define', `_topdir ${work}`, file],
      {
        encoding: 'utf8',
        env: { ...process.env, SOURCE_DATE_EPOCH: String(said.date.getTime() / 1000) },
      },
    );
    const made = join(work, 'RPMS', architecture);
    mkdirSync(made, { recursive: true });
    for (const name of readdirSync(made)) cpSync(join(made, name), said.file);
    return ended;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

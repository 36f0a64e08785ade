// Entries for the menus of file managers on Linux, from the presets and the kinds of files that the app opens.
import { builtInPresets } from '../../src/shared/task/preset.ts';

const presets = builtInPresets.map(({ id, recipe }) => ({ id, name: recipe.name }));

const icon = 'thumbline-app';
const windowLine = '/usr/bin/thumbline --window %F';
const presetLine = (name) => `/usr/bin/thumbline --preset "${name}" %F`;
const section = (name, fields) =>
  [`[${name}]`, ...Object.entries(fields).map(([key, value]) => `${key}=${value}`), ''].join('\n');
const kinds = (mimeTypes) => `${mimeTypes.join(';')};`;

function dolphin(mimeTypes) {
  const head = { Type: 'Service', 'X-KDE-ServiceTypes': 'KonqPopupMenu/Plugin' };
  const MimeType = kinds(mimeTypes);
  const actions = presets.map(({ id, name }) =>
    section(`Desktop Action ${id}`, { Name: name, Icon: icon, Exec: presetLine(name) }),
  );
  return {
    'usr/share/kio/servicemenus/thumbline.desktop': [
      section('Desktop Entry', { ...head, MimeType, Actions: 'make' }),
      section('Desktop Action make', { Name: 'Make Thumbnails', Icon: icon, Exec: windowLine }),
    ].join('\n'),
    'usr/share/kio/servicemenus/thumbline-presets.desktop': [
      section('Desktop Entry', {
        ...head,
        MimeType,
        'X-KDE-Submenu': 'Make Thumbnails With',
        Icon: icon,
        Actions: kinds(presets.map(({ id }) => id)),
      }),
      ...actions,
    ].join('\n'),
  };
}

/** Its menu has no folders, and six more lines in everybody's menu are too many. */
function nemo(mimeTypes) {
  const action = section('Nemo Action', {
    Name: 'Make Thumbnails',
    Comment: 'Make thumbnails of what is chosen',
    Exec: windowLine,
    'Icon-Name': icon,
    Selection: 'notnone',
    Mimetypes: kinds(mimeTypes),
  });
  return { 'usr/share/nemo/actions/thumbline.nemo_action': action };
}

/** In its menu _Send To_. */
function thunar(mimeTypes) {
  const entry = (Name, Exec) =>
    section('Desktop Entry', {
      Type: 'Application',
      Version: '1.0',
      Name,
      Icon: icon,
      Exec,
      MimeType: kinds(mimeTypes),
    });
  const withPresets = presets.map(({ id, name }) => [
    `usr/share/Thunar/sendto/thumbline-${id}.desktop`,
    entry(`Thumbnails: ${name}`, presetLine(name)),
  ]);
  return {
    'usr/share/Thunar/sendto/thumbline.desktop': entry('Thumbline', windowLine),
    ...Object.fromEntries(withPresets),
  };
}

/** An extension in Python: Nautilus takes entries from programs only. It does nothing without `python3-nautilus`. */
function nautilus(mimeTypes) {
  const python = (list) => JSON.stringify(list, null, 4);
  const text = `# Thumbline's entries in the menu of Files. Needs python3-nautilus.
import subprocess

from gi.repository import GObject, Nautilus

KINDS = ${python(mimeTypes)}
PRESETS = ${python(presets.map(({ name }) => name))}


def start(_item, words, paths):
    subprocess.Popen(["/usr/bin/thumbline", *words, "--", *paths])


def entry(name, label, words, paths):
    item = Nautilus.MenuItem(name="Thumbline::" + name, label=label, icon="${icon}")
    if words is not None:
        item.connect("activate", start, words, paths)
    return item


class ThumblineMenu(GObject.GObject, Nautilus.MenuProvider):
    # Nautilus before 43 gives its window first.
    def get_file_items(self, *given):
        files = given[-1]
        paths = [file.get_location().get_path() for file in files]
        if not paths or None in paths:
            return []
        if any(file.get_mime_type() not in KINDS for file in files):
            return []
        menu = Nautilus.Menu()
        for name in PRESETS:
            menu.append_item(entry(name, name, ["--preset", name], paths))
        presets = entry("Presets", "Make Thumbnails With", None, paths)
        presets.set_submenu(menu)
        return [entry("Make", "Make Thumbnails", ["--window"], paths), presets]
`;
  return { 'usr/share/nautilus-python/extensions/thumbline.py': text };
}

/** Texts by path below the root of a system. */
export function fileManagerEntries(mimeTypes) {
  return {
    ...dolphin(mimeTypes),
    ...nemo(mimeTypes),
    ...thunar(mimeTypes),
    ...nautilus(mimeTypes),
  };
}

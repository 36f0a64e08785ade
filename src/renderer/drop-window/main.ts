import '../styles/tokens.css';
import '../styles/base.css';
import '../ui/button.css';
import './drop-window.css';
import type {
  DropWindowAct,
  DropWindowBridge,
  DropWindowFacts,
} from '../../shared/ipc/drop-window.ts';

declare global {
  interface Window {
    readonly dropWindow: DropWindowBridge<File>;
  }
}

const { dropWindow } = window;

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no ${id}.`);
  return found;
}

const main = part('page');
const presets = document.querySelector('select');
const [area, ring, action] = [part('area'), part('ring'), part('action')];
/** What came of the last thing that was asked, until there is something newer to tell. */
let said = '';
let shown: DropWindowFacts | null = null;

function name(element: HTMLElement, words: string): void {
  element.setAttribute('aria-label', words);
  element.title = words;
}

function writeLines(): void {
  if (shown === null) return;
  part('title').textContent = 'heldOver' in main.dataset ? shown.names.over : shown.title;
  part('detail').textContent = said || shown.detail;
}

/** How many files are held over the window; 0 when none are. */
function holdOver(count: number): void {
  main.toggleAttribute('data-held-over', count > 0);
  part('held').textContent = count > 1 ? count.toLocaleString(shown?.language) : '';
  writeLines();
}

let listed = '';

/** A list that is open stays as it is while nothing in it changes. */
function showPresets(facts: DropWindowFacts): void {
  part('presets-name').textContent = facts.names.presets;
  const list = JSON.stringify([facts.presets, facts.presetId]);
  if (list === listed || presets === null) return;
  listed = list;
  presets.replaceChildren(...facts.presets.map(({ id, name: words }) => new Option(words, id)));
  presets.value = facts.presetId;
}

function show(facts: DropWindowFacts): void {
  const { names, progress, state } = facts;
  // What is read out says what changed, not each figure.
  if (shown?.state !== state) {
    said = '';
    part('said').textContent = shown === null ? '' : `${facts.title}. ${facts.detail}`;
  }
  shown = facts;
  document.documentElement.lang = facts.language;
  document.documentElement.dir = facts.direction;
  main.dataset['state'] = state;
  area.setAttribute('aria-label', names.area);
  name(part('open'), names.open);
  name(part('hide'), names.hide);
  writeLines();
  ring.hidden = progress === null;
  ring.setAttribute('aria-label', names.progress);
  ring.setAttribute('aria-valuenow', String(progress?.percent ?? 0));
  ring.setAttribute('aria-valuetext', `${progress?.words ?? ''}, ${facts.title}`);
  part('arc').setAttribute('stroke-dashoffset', String(100 - (progress?.percent ?? 0)));
  part('percent').textContent = progress?.words ?? '';
  action.textContent = facts.action.words;
  action.dataset['look'] = facts.action.act === 'reveal' ? 'primary' : 'plain';
  showPresets(facts);
  main.dataset['appState'] = 'ready';
}

function say(words: string): void {
  said = words;
  part('said').textContent = words;
  writeLines();
}

async function tell(answering: ReturnType<typeof dropWindow.act>): Promise<void> {
  const answer = await answering;
  say(answer.ok ? answer.value : answer.problem.message);
}

const act = (wanted: DropWindowAct) => void tell(dropWindow.act(wanted));

function take(transfer: DataTransfer | null, origin: 'drop' | 'paste'): void {
  const files = [...(transfer?.files ?? [])];
  if (files.length > 0) void tell(dropWindow.add(files, origin));
}

const countFiles = ({ dataTransfer }: DragEvent) =>
  [...(dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file').length;

function follow(): void {
  part('open').addEventListener('click', () => act('open'));
  part('hide').addEventListener('click', () => act('hide'));
  presets?.addEventListener('change', () => void tell(dropWindow.choose(presets.value)));
  action.addEventListener('click', () => shown && act(shown.action.act));
  window.addEventListener('keydown', ({ key }) => key === 'Escape' && act('hide'));
  // The whole window is the target: it is small, and a drop beside it would open the file.
  window.addEventListener('dragover', (event) => {
    event.preventDefault();
    const count = countFiles(event);
    if (event.dataTransfer) event.dataTransfer.dropEffect = count > 0 ? 'copy' : 'none';
    holdOver(count);
  });
  window.addEventListener('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) holdOver(0);
  });
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    holdOver(0);
    take(event.dataTransfer, 'drop');
  });
  window.addEventListener('paste', ({ clipboardData }) => take(clipboardData, 'paste'));
}

follow();
dropWindow.onFacts(show);
const first = await dropWindow.readFacts();
if (first.ok) show(first.value);

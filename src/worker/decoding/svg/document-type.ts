import { ok, type Result } from '../../../shared/result.ts';
import { type Refusal, refuse } from '../../../shared/worker/refusal.ts';

/** What `&name;` stands for, as it was written. */
type Entities = ReadonlyMap<string, string>;

interface DocumentType {
  readonly entities: Entities;
  /** Where the drawing begins. */
  readonly end: number;
}

const token = /"[^"]*"|'[^']*'|[^"'[\]<>]+|[[\]<>]/y;
const beginning = /\s*<!DOCTYPE(?=\s)/y;
const entityName = /^!ENTITY\s+([^\s%]+)\s+$/;
const otherFile = /^!ENTITY\s+([^\s%]+)\s+(?:SYSTEM|PUBLIC)\s+$/;

/** What a declaration means, from its words. Entities of other files are empty: nothing else is ever read. */
function noteEntity(entities: Map<string, string>, [head = '', value = '']: string[]): void {
  const name = entityName.exec(head)?.[1] ?? otherFile.exec(head)?.[1];
  // The first one counts.
  if (name === undefined || entities.has(name)) return;
  entities.set(name, entityName.test(head) ? value.slice(1, -1) : '');
}

/** Null when it has no end. */
function readDocumentType(text: string, from: number): DocumentType | null {
  const entities = new Map<string, string>();
  let declaration: string[] | null = null;
  let isSubset = false;
  token.lastIndex = from;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [word] = found;
    if (declaration) {
      if (word === '>') {
        noteEntity(entities, declaration);
        declaration = null;
      } else declaration.push(word);
    } else if (word === '[') isSubset = true;
    else if (word === ']') isSubset = false;
    else if (word === '<' && isSubset) declaration = [];
    else if (word === '>' && !isSubset) return { entities, end: token.lastIndex };
  }
  return null;
}

const entityReference = /&([^\s#&;<>"']+);/g;
/** As deep as entities may refer to one another. */
const mostLevels = 16;
const mostReferences = 1_000_000;

interface Extent {
  readonly characters: number;
  readonly references: number;
}

/** How long a text becomes, without writing it; null when entities refer to themselves or nest too deep. */
function measureExpanded(drawing: string, entities: Entities): Extent | null {
  const known = new Map<string, Extent>();
  function extentOf(text: string, level: number): Extent | null {
    if (level > mostLevels) return null;
    let [characters, references] = [text.length, 0];
    for (const [whole, name = ''] of text.matchAll(entityReference)) {
      const value = entities.get(name);
      if (value === undefined) continue;
      const extent = known.get(name) ?? extentOf(value, level + 1);
      if (!extent) return null;
      known.set(name, extent);
      // A quotation mark grows to an entity of six characters at most.
      characters += 6 * extent.characters - whole.length;
      references += 1 + extent.references;
    }
    return { characters, references };
  }
  return extentOf(drawing, 0);
}

const quotes: Readonly<Record<string, string>> = { '"': '&quot;', "'": '&apos;' };

function expand(text: string, entities: Entities): string {
  return text.replace(entityReference, (whole, name: string) => {
    const value = entities.get(name);
    if (value === undefined) return whole;
    const expanded = expand(value, entities);
    // Within an attribute quotation marks are text; markup cannot stand there.
    return value.includes('<') ? expanded : expanded.replace(/["']/g, (mark) => quotes[mark] ?? '');
  });
}

/**
 * Takes the document type out of markup without remarks, and writes what its entities stand for in their place. How much
 * that becomes is counted first. Nothing that a document type names is ever fetched.
 */
export function withoutDocumentType(text: string, maxCharacters: number): Result<string, Refusal> {
  beginning.lastIndex = 0;
  const type = beginning.test(text) ? readDocumentType(text, beginning.lastIndex) : undefined;
  if (type === null) return refuse('image-corrupt');
  const drawing = type ? text.slice(type.end) : text;
  // Elsewhere markup has none, and a parser would read them all the same.
  if (drawing.includes('<!')) return refuse('image-corrupt');
  if (!type || type.entities.size === 0) return ok(drawing);
  const extent = measureExpanded(drawing, type.entities);
  if (!extent) return refuse('image-corrupt');
  if (extent.characters > maxCharacters || extent.references > mostReferences) {
    return refuse('image-too-large', 'an SVG drawing that repeats its parts too often');
  }
  const expanded = expand(drawing, type.entities);
  return expanded.includes('<!') ? refuse('image-corrupt') : ok(expanded);
}

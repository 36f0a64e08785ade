import sharp from 'sharp';
import type { Film, Shot } from './film.ts';
import type { Gesture } from './hand.ts';

/** One picture of the film as it is shown. */
interface Frame {
  readonly shot: Shot;
  readonly gesture: Gesture;
  forMs: number;
}

const frameMs = 66;

const pointer = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="28" height="28" viewBox="-4 -3 28 28">
    <path d="M0 0V17.2L4.2 13.4 7 19.8 10 18.5 7.2 12.2H12.9Z" fill="#15161a" stroke="#fff" stroke-width="1.7" stroke-linejoin="round"/>
  </svg>`,
);
const ring = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="44" height="44">
    <circle cx="22" cy="22" r="17" fill="#5b7ff5" fill-opacity=".22" stroke="#5b7ff5" stroke-width="2"/>
  </svg>`,
);

/** The folder as a file manager shows it below the pointer. */
const folder = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="92" font-family="sans-serif" font-size="13">
    <path d="M28 10q0-5 5-5h18l7 8h29q5 0 5 5v40q0 5-5 5H33q-5 0-5-5Z" fill="#3d62d8"/>
    <path d="M28 22q0-4 5-4h54q5 0 5 4v36q0 5-5 5H33q-5 0-5-5Z" fill="#7d9bfa"/>
    <rect x="4" y="69" width="112" height="21" rx="6" fill="#3057d5"/>
    <text x="60" y="84" fill="#fff" text-anchor="middle">Lisbon, spring</text>
  </svg>`,
);

const lastUntil = <Moment extends { readonly atMs: number }>(
  moments: readonly Moment[],
  isPast: (moment: Moment) => boolean,
): Moment | undefined => moments.findLast(isPast) ?? moments[0];

function looksLike(frame: Frame, shot: Shot, gesture: Gesture): boolean {
  const { x, y, isPressed, carries } = frame.gesture;
  return (
    frame.shot === shot &&
    Math.round(x) === Math.round(gesture.x) &&
    Math.round(y) === Math.round(gesture.y) &&
    isPressed === gesture.isPressed &&
    carries === gesture.carries
  );
}

/** The film at an even pace; what looks the same is one frame that stays longer. */
function framesOf(film: Film, gestures: readonly Gesture[], lastsMs: number): Frame[] {
  const frames: Frame[] = [];
  for (let atMs = 0; atMs < lastsMs; atMs += frameMs) {
    const isPast = (moment: { readonly atMs: number }) => film.shownAt(moment.atMs) <= atMs;
    const shot = lastUntil(film.shots, isPast);
    const gesture = lastUntil(gestures, isPast);
    if (!shot || !gesture) continue;
    const last = frames.at(-1);
    if (last && looksLike(last, shot, gesture)) last.forMs += frameMs;
    else frames.push({ shot, gesture, forMs: frameMs });
  }
  return frames;
}

/** The page with the pointer on it: Chromium draws none. */
async function draw({ shot, gesture }: Frame): Promise<Buffer> {
  const left = Math.round(gesture.x);
  const top = Math.round(gesture.y);
  const layers = [
    ...(gesture.carries ? [{ input: folder, left: left + 6, top: top + 12 }] : []),
    ...(gesture.isPressed && !gesture.carries
      ? [{ input: ring, left: left - 22, top: top - 22 }]
      : []),
    { input: pointer, left: left - 4, top: top - 3 },
  ];
  return sharp(shot.picture)
    .composite(layers)
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
}

export interface Developed {
  readonly lastsMs: number;
  readonly frameCount: number;
}

/** Writes the film as an animated WebP, which begins again after its end. */
export async function develop(
  film: Film,
  gestures: readonly Gesture[],
  target: string,
): Promise<Developed> {
  const lastsMs = film.shownAt(Date.now());
  const frames = framesOf(film, gestures, lastsMs);
  const pictures: Buffer[] = [];
  for (const frame of frames) pictures.push(await draw(frame));
  await sharp(pictures, { join: { animated: true }, limitInputPixels: false })
    .webp({ quality: 92, effort: 5, loop: 0, delay: frames.map(({ forMs }) => forMs) })
    .toFile(target);
  return { lastsMs, frameCount: frames.length };
}

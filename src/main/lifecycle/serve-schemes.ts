import { protocol, session } from 'electron';
import type { Engine } from '../../engine/index.ts';
import type { Log } from '../log.ts';
import { type PageFiles, servePage } from '../protocol/page-files.ts';
import type { RecipePreviews } from '../protocol/recipe-previews.ts';
import { lockSession, type SessionLock } from '../security/lock-session.ts';
import { pageScheme, pictureScheme } from '../security/origin.ts';

/** The page comes from its folder as built, and nothing from anywhere else. */
export function servePages(files: PageFiles, lock: SessionLock): void {
  lockSession(session.defaultSession, lock);
  const serve = servePage(files);
  // `handle` brings Node's fetch, which takes longer to load than the page.
  protocol.registerFileProtocol(pageScheme, (request, answer) => answer(serve(request)));
}

export interface ServedPictures {
  /** Pictures wait for it. */
  readonly engine: Promise<Engine>;
  readonly previews: RecipePreviews;
  readonly log: Log;
}

/** What the page shows of the engine. In time when it follows the start of a load in the same turn. */
export function serveThumbnails({ engine, previews, log }: ServedPictures): void {
  const pictures = engine.then(async (opened) => {
    const { makePictureParts, makeSmallPictures, servePictures } =
      await import('../protocol/serve-pictures.ts');
    return servePictures({
      engine: opened,
      previews,
      smallPicture: makeSmallPictures(opened),
      picturePart: makePictureParts(opened),
    });
  });
  protocol.handle(pictureScheme, async (request) => {
    const serve = await pictures;
    return serve(request).catch((error: unknown) => {
      log(request.url, error);
      return new Response(null, { status: 404 });
    });
  });
}

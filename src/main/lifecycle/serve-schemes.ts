import { protocol, session } from 'electron';
import type { Engine } from '../../engine/index.ts';
import type { Log } from '../log.ts';
import { noPicture, servePictures } from '../protocol/serve-pictures.ts';
import { servePage } from '../protocol/page-files.ts';
import type { RecipePreviews } from '../protocol/recipe-previews.ts';
import { makeSmallPictures } from '../protocol/small-pictures.ts';
import { lockSession } from '../security/lock-session.ts';
import { pageScheme, pictureScheme } from '../security/origin.ts';

/** The page comes from its folder as built, and nothing from anywhere else. */
export function servePages(folder: string, development: string | null): void {
  lockSession(session.defaultSession, development);
  protocol.handle(pageScheme, servePage(folder));
}

export interface ServedPictures {
  /** Pictures wait for it. */
  readonly engine: Promise<Engine>;
  readonly previews: RecipePreviews;
  readonly log: Log;
}

/** What the page shows of the engine. In time when it follows the start of a load in the same turn. */
export function serveThumbnails({ engine, previews, log }: ServedPictures): void {
  const pictures = engine.then((opened) =>
    servePictures({ engine: opened, previews, smallPicture: makeSmallPictures(opened) }),
  );
  protocol.handle(pictureScheme, async (request) => {
    const serve = await pictures;
    return serve(request).catch((error: unknown) => {
      log(request.url, error);
      return noPicture();
    });
  });
}

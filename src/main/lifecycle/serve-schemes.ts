import { protocol, session } from 'electron';
import type { Engine } from '../../engine/index.ts';
import type { Log } from '../log.ts';
import { noPicture, servePictures } from '../protocol/serve-pictures.ts';
import { servePage } from '../protocol/page-files.ts';
import type { RecipePreviews } from '../protocol/recipe-previews.ts';
import { makeSmallPictures } from '../protocol/small-pictures.ts';
import { lockSession } from '../security/lock-session.ts';
import { pageScheme, pictureScheme } from '../security/origin.ts';

export interface ServedSchemes {
  readonly engine: Engine;
  readonly previews: RecipePreviews;
  /** The folder of the built page. */
  readonly page: string;
  readonly development: string | null;
  readonly log: Log;
}

/** The page and its pictures come from here, and nothing from anywhere else. */
export function serveSchemes({ engine, previews, page, development, log }: ServedSchemes): void {
  lockSession(session.defaultSession, development);
  const pictures = servePictures({ engine, previews, smallPicture: makeSmallPictures(engine) });
  protocol.handle(pageScheme, servePage(page));
  protocol.handle(pictureScheme, (request) =>
    pictures(request).catch((error: unknown) => {
      log(request.url, error);
      return noPicture();
    }),
  );
}

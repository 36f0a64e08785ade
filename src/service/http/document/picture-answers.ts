import { z } from 'zod';
import { header } from './route-document.ts';

const File = z.string().meta({ format: 'binary' });

/** A file of one of these media types. */
export const fileOf = (description: string, types: readonly string[]) => ({
  description,
  content: Object.fromEntries(types.map((type) => [type, { schema: File }])),
});

/** What `sendEntry` answers with, besides its refusals. */
export const entryAnswers = (types: readonly string[]) => ({
  200: fileOf('All of it', types),
  206: fileOf('The bytes that were asked for', types),
  304: z.null().describe('The client has it already'),
});

const versionHeaders = {
  ETag: header('Changes when the picture is made anew', '"c37-199d5a27c1e"'),
  'Cache-Control': header('For this client only, to be asked about each time', 'private, no-cache'),
  'Accept-Ranges': header('Parts can be asked for', 'bytes'),
};
const sentHeaders = {
  ...versionHeaders,
  'Content-Length': header('How many bytes follow', '3127'),
};
export const entryHeaders = {
  200: sentHeaders,
  206: { ...sentHeaders, 'Content-Range': header('Which of how many', 'bytes 0-99/3127') },
  304: versionHeaders,
};

export const entryRefusals = ['not-found', 'range-not-satisfiable', 'store-unavailable'] as const;

export const EntryRequestHeaders = z.object({
  range: z.string().optional().describe('One range of bytes: `bytes=0-99`'),
  'if-none-match': z.string().optional().describe('ETags of what the client has'),
  'if-range': z.string().optional().describe('The range only of the version with this ETag'),
});

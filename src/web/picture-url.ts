import type { Thumbline } from '../shared/ipc/verbs.ts';

/** Of the source only if a browser can show it. */
export const pictureUrl: Thumbline<File>['pictureUrl'] = ({ id, number }, picture) => {
  if (picture === 'source') return `/convert/${id}/picture?v=${number}`;
  const name = picture.name === null ? '' : `/${encodeURIComponent(picture.name)}`;
  return `/convert/${id}/output${name}?v=${number}`;
};

/** What a disk or a network reports when it does not give what is there. */
const diskCodes =
  'EIO EREMOTEIO ENODATA EUCLEAN ETIMEDOUT ENOTCONN EHOSTDOWN EHOSTUNREACH ENETDOWN ENODEV'.split(
    ' ',
  );

/** Why a file or folder that is there cannot be read, behind "this file: ", by the code of the system's error. */
export const unreadableReasons: Readonly<Record<string, string>> = {
  ...Object.fromEntries(diskCodes.map((code) => [code, 'the disk reports an error'])),
  ENAMETOOLONG: 'its path is too long',
  ELOOP: 'its links lead in a circle',
  EBUSY: 'another program uses it',
  ETXTBSY: 'another program uses it',
};

import { fullName, namespaces, type XmlName } from './xmp-tree.ts';

/** Whole namespaces: flights of drones, geography, and the towers that a phone heard. */
const placeNamespaces = /gps|drone|pix4d|parrot|autel|skydio|\bgeo|wgs84|rs\.tdwg\.org|\/cell\//i;

/** In any namespace, since nobody lists them all. A misspelling is DJI's own; `coverage` and `spatial` are Dublin Core's. */
const placeWords =
  /gps|latitude|longt?itude|altitude|elevation|coordinate|^geo|^loc(?:ation|ality)|location(?:created|shown|name|id)?$|^(?:lat|lon|lng|long|alt)$|^(?:city|town|state|country(?:code|name)?|county|province(?:state)?|(?:world)?region|continent|sub-?location|venue|place(?:name)?)$|^(?:coverage|spatial)$|iso6709|^(?:rtk|flight|gimbal)|municipality/i;

const { iptcCore, iptcExt, photoshop } = namespaces;
const places: ReadonlySet<string> = new Set([
  ...['City', 'State', 'Country'].map((local) => photoshop + local),
  ...['Location', 'CountryCode'].map((local) => iptcCore + local),
  ...['LocationCreated', 'LocationShown', 'RatingRegion', 'Sublocation', 'ProvinceState'].map(
    (local) => iptcExt + local,
  ),
]);

/**
 * Whether a property tells where a picture was taken or what it shows. The address by which a photographer can be
 * reached (IPTC's `CiAdr…`) does not.
 */
export function tellsPlace(name: XmlName): boolean {
  if (name.uri === namespaces.rdf || name.uri === namespaces.xml) return false;
  if (name.local.startsWith('CiAdr') && name.uri === iptcCore) return false;
  const full = fullName(name);
  if (places.has(full) || full.startsWith(`${namespaces.exif}GPS`)) return true;
  return placeWords.test(name.local) || placeNamespaces.test(name.uri);
}

import sign from './icon.svg';

/** The program's sign: a large picture, and the small one made of it. Drawn once, for packages and windows alike. */
export function Mark() {
  return (
    <img className="top-bar-mark" src={sign} width={24} height={24} alt="" draggable={false} />
  );
}

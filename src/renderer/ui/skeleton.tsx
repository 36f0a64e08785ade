import './skeleton.css';
import './spinner.css';
import { type ComponentProps, type SyntheticEvent, useEffect, useState } from 'react';
import { classNames } from './button.tsx';
import { uiWords } from '../../shared/words/areas/ui.ts';

interface LoadingImageProps extends Omit<ComponentProps<'img'>, 'onLoad' | 'onError'> {
  src: string;
  onDecoded?: (image: HTMLImageElement) => void;
  onBroken?: () => void;
}

/** In less time than this a picture comes without anything in its place, so that what is there at once does not flicker. */
const skeletonAfterMs = 150;

/** Whether what has begun takes longer than that. */
function useIsLate(src: string, isLoading: boolean): boolean {
  const [lateSrc, setLateSrc] = useState<string | null>(null);
  useEffect(() => {
    if (!isLoading) return undefined;
    const timer = setTimeout(() => setLateSrc(src), skeletonAfterMs);
    return () => clearTimeout(timer);
  }, [src, isLoading]);
  return isLoading && lateSrc === src;
}

/**
 * A picture that may take a while: a skeleton stands in its place until it is decoded. Only one that is late gets it, since what
 * moves is a layer of its own: a list that is scrolled past would make and drop one for each picture.
 */
export function LoadingImage(props: LoadingImageProps) {
  const { src, className, onDecoded, onBroken, draggable = false, ...rest } = props;
  const [endedSrc, setEndedSrc] = useState<string | null>(null);
  const isLoading = endedSrc !== src;
  const isLate = useIsLate(src, isLoading);
  const showWhenDecoded = async ({ currentTarget }: SyntheticEvent<HTMLImageElement>) => {
    await currentTarget.decode().catch(() => undefined);
    setEndedSrc(src);
    onDecoded?.(currentTarget);
  };
  return (
    <img
      {...rest}
      src={src}
      alt=""
      draggable={draggable}
      decoding="async"
      className={classNames(className, isLoading && 'loading-image', isLate && 'skeleton')}
      onLoad={(event) => void showWhenDecoded(event)}
      onError={() => {
        setEndedSrc(src);
        onBroken?.();
      }}
    />
  );
}

const lineKeys = ['a', 'b', 'c', 'd', 'e', 'f'];

/** A few lines in the place of a list or a text that is being read. */
export function SkeletonLines() {
  return (
    <div className="skeleton-lines" role="status">
      <span className="visually-hidden">{uiWords('loading')}</span>
      {lineKeys.map((key) => (
        <div key={key} className="skeleton" />
      ))}
    </div>
  );
}

export function Spinner() {
  return <span className="spinner" aria-hidden />;
}

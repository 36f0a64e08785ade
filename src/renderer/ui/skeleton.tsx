import './skeleton.css';
import './spinner.css';
import { type ComponentProps, type SyntheticEvent, useState } from 'react';
import { classNames } from './button.tsx';
import { uiWords } from '../../shared/words/areas/ui.ts';

interface LoadingImageProps extends Omit<ComponentProps<'img'>, 'onLoad' | 'onError'> {
  src: string;
  onDecoded?: (image: HTMLImageElement) => void;
  onBroken?: () => void;
}

/** A picture that may take a while: a skeleton stands in its place until it is decoded. */
export function LoadingImage(props: LoadingImageProps) {
  const { src, className, onDecoded, onBroken, draggable = false, ...rest } = props;
  const [endedSrc, setEndedSrc] = useState<string | null>(null);
  const isLoading = endedSrc !== src;
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
      className={classNames(className, isLoading && 'skeleton')}
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

import type { Buffer } from 'node:buffer';
import sharp, { type Sharp } from 'sharp';
import type { IconFormat } from '../../../shared/formats/formats.ts';
import type { PixelSize } from '../../decoding/decoder.ts';
import type { OutputPlan } from '../plan-output.ts';
import { resize } from '../resize.ts';
import { sharpen } from '../sharpen.ts';
import type { IconPicture } from './icon-picture.ts';
import { iconPlans } from './plan-icon.ts';
import { writeIcns } from './write-icns.ts';
import { writeIco } from './write-ico.ts';

const writers: Readonly<Record<IconFormat, (pictures: readonly IconPicture[]) => Buffer>> = {
  ico: writeIco,
  icns: writeIcns,
};

async function renderPicture(
  pipeline: Sharp,
  plan: OutputPlan,
  source: PixelSize,
): Promise<IconPicture> {
  const scaled = sharpen(resize(pipeline, plan), plan, source);
  const pixels = scaled.toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' });
  const rgba = await pixels.toBuffer();
  const edge = plan.planned.width;
  const raw = { width: edge, height: edge, channels: 4 } as const;
  const png = await sharp(rgba, { raw }).png({ compressionLevel: 9 }).toBuffer();
  return { edge, rgba, png };
}

/** An icon file. Each of its pictures is scaled from the decoded pixels, never from a larger one of its own. */
export async function renderIcon(
  format: IconFormat,
  plan: OutputPlan,
  { pipeline, source }: { readonly pipeline: Sharp; readonly source: PixelSize },
): Promise<Buffer> {
  const pictures: IconPicture[] = [];
  for (const one of iconPlans(plan, source, format)) {
    pictures.push(await renderPicture(pipeline.clone(), one, source));
  }
  return writers[format](pictures);
}

import type { Buffer } from 'node:buffer';
import sharp from 'sharp';
import type { IconFormat } from '../../../shared/formats/formats.ts';
import type { OutputPlan } from '../output-plan.ts';
import { drawSoftly, type Open } from '../soft-alpha.ts';
import type { DrawingTools } from '../steps.ts';
import type { IconPicture } from './icon-picture.ts';
import { iconPlans } from './plan-icon.ts';
import { writeIcns } from './write-icns.ts';
import { writeIco } from './write-ico.ts';

const writers: Readonly<Record<IconFormat, (pictures: readonly IconPicture[]) => Buffer>> = {
  ico: writeIco,
  icns: writeIcns,
};

async function renderPicture(
  plan: OutputPlan,
  open: Open,
  tools: DrawingTools,
): Promise<IconPicture> {
  const scaled = await drawSoftly(plan, open, tools);
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
  { open, tools }: { readonly open: Open; readonly tools: DrawingTools },
): Promise<Buffer> {
  const pictures: IconPicture[] = [];
  for (const one of iconPlans(plan, tools.source, format)) {
    pictures.push(await renderPicture(one, open, tools));
  }
  return writers[format](pictures);
}

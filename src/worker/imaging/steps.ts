import type { Sharp } from 'sharp';
import { isIconFormat } from '../../shared/formats/formats.ts';
import type { OutputRecipe, Work } from '../../shared/task/recipe.ts';
import type { Header } from '../decoding/decoder.ts';
import type { ApplyMetadata } from '../metadata/apply-metadata.ts';
import { byteSteps } from './byte-steps.ts';
import { encode } from './encode.ts';
import { keepOriginal } from './keeping/keep-original.ts';
import { type OutputPlan, planOutput } from './plan-output.ts';
import { resize } from './resize.ts';
import { sharpen } from './sharpen.ts';

/** What holds for all outputs of a source. */
export interface DrawingTools {
  readonly source: Header;
  readonly describe: ApplyMetadata;
}

/** Changes the pixels of one output, or what its file will say of itself. */
interface Drawing {
  readonly draw: (pipeline: Sharp, plan: OutputPlan, tools: DrawingTools) => Sharp | Promise<Sharp>;
  readonly isForIcons: boolean;
}
/** `by` is what does the work of any other step. */
type Step = Drawing | { readonly by: (...tools: never[]) => unknown };

/** What a worker does, from a source to its files, in this order. */
const steps = {
  plan: { by: planOutput },
  resize: { draw: resize, isForIcons: true },
  sharpen: {
    draw: (pipeline, plan, { source }) => sharpen(pipeline, plan, source),
    isForIcons: true,
  },
  describe: { draw: (pipeline, _plan, { describe }) => describe(pipeline), isForIcons: false },
  encode: { by: encode },
  limitBytes: { by: byteSteps },
  keepOriginal: { by: keepOriginal },
} satisfies Readonly<Record<string, Step>>;

/** Which step answers a field of a recipe. The name of an output is the engine's; any other field must be here. */
export const answeredBy = {
  outputs: 'plan',
  width: 'plan',
  height: 'plan',
  longEdge: 'plan',
  percent: 'plan',
  fit: 'plan',
  withoutEnlargement: 'plan',
  format: 'plan',
  animation: 'plan',
  position: 'resize',
  focalPoint: 'resize',
  background: 'resize',
  sharpen: 'sharpen',
  metadata: 'describe',
  keepsGps: 'describe',
  quality: 'encode',
  progressive: 'encode',
  chroma: 'encode',
  lossless: 'encode',
  effort: 'encode',
  palette: 'encode',
  maxBytes: 'limitBytes',
  mayShrink: 'limitBytes',
  keepsOriginal: 'keepOriginal',
} as const satisfies Readonly<
  Record<keyof Work | Exclude<keyof OutputRecipe, 'name'>, keyof typeof steps>
>;

const drawings: readonly Drawing[] = Object.values<Step>(steps).flatMap((step) =>
  'draw' in step ? [step] : [],
);

/** The pixels of one output, ready to be encoded. */
export async function draw(pipeline: Sharp, plan: OutputPlan, tools: DrawingTools): Promise<Sharp> {
  const isIcon = isIconFormat(plan.planned.format);
  let drawn = pipeline;
  for (const step of drawings) {
    if (step.isForIcons || !isIcon) drawn = await step.draw(drawn, plan, tools);
  }
  return drawn;
}

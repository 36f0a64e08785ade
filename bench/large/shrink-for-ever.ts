// Keeps one core as busy as a worker does, until its parent is gone.
import sharp from 'sharp';
import { smallPicture } from './linked-pictures.ts';

sharp.concurrency(1);
const bytes = await smallPicture();
process.once('disconnect', () => process.exit());
process.send?.('begun');
for (;;) await sharp(bytes).resize(100, 100, { fit: 'inside' }).jpeg().toBuffer();

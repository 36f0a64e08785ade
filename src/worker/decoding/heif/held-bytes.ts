/**
 * What libheif takes at most for each pixel that it decodes at once, with 10 bits, full colour and alpha: a frame of the decoder, its
 * planes, and the samples that it makes of them.
 */
export const bytesByLibheif = 24;

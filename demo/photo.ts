import sharp from 'sharp';
import type { Random } from './random.ts';

const [across, down, pixels] = [8, 6, 80];

/** Returns a JPEG of random coloured squares. */
export async function takePhoto(random: Random): Promise<Uint8Array<ArrayBuffer>> {
  const colours = Uint8Array.from({ length: across * down * 3 }, () => random.below(256));
  const bytes = await sharp(colours, { raw: { width: across, height: down, channels: 3 } })
    .resize(across * pixels, down * pixels, { kernel: 'nearest' })
    .jpeg()
    .toBuffer();
  return new Uint8Array(bytes);
}

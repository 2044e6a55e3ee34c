import sharp from 'sharp';

/** Creates an image of noise, which compresses badly. */
export const noiseImage = (width: number, height: number): sharp.Sharp =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 50 },
    },
  });

export const jpegImage = (width = 64, height = 48): Promise<Buffer> =>
  noiseImage(width, height).jpeg().toBuffer();

/** Creates a PNG of a little more than 8 MB. */
export const largePng = (): Promise<Buffer> => noiseImage(1680, 1680).png({ compressionLevel: 0 }).toBuffer();

/** Creates a JPEG with an EXIF rotation. Its left half is red, and is the upper half after the rotation. */
export const rotatedJpeg = async (width: number, height: number): Promise<Buffer> => {
  const red = await sharp({ create: { width: width / 2, height, channels: 3, background: '#f00' } })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: '#00f' } })
    .composite([{ input: red, left: 0, top: 0 }])
    .jpeg({ quality: 100 })
    .withMetadata({ orientation: 6 })
    .toBuffer();
};

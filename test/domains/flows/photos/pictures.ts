import sharp from 'sharp';

/** A picture that does not let itself be made small. */
export const noise = (width: number, height: number): sharp.Sharp =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 50 },
    },
  });

export const jpeg = (width = 64, height = 48): Promise<Buffer> => noise(width, height).jpeg().toBuffer();

/** Of 8 MB and a little. */
export const large = (): Promise<Buffer> => noise(1680, 1680).png({ compressionLevel: 0 }).toBuffer();

/** Lies on its side: its left half is red, and is on top once it is turned. */
export const lying = async (width: number, height: number): Promise<Buffer> => {
  const red = await sharp({ create: { width: width / 2, height, channels: 3, background: '#f00' } })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: '#00f' } })
    .composite([{ input: red, left: 0, top: 0 }])
    .jpeg({ quality: 100 })
    .withMetadata({ orientation: 6 })
    .toBuffer();
};

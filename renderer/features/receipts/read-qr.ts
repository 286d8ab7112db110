import { longestReceiptText } from '../../../src/shared/payment/receipt';

/** Sizes in pixels at which a photo is read: a sharp one works at once, a blurred one often only when it is smaller. */
const sides = [2_000, 1_200, 700];
/** Time limit for the slower attempts at one size, because a person is waiting. */
const patienceMs = 1_500;

/** The content of the QR on a photo. `none`: no readable one. Rejects where the file is no picture. */
export async function readQr(photo: Blob): Promise<{ readonly text: string } | 'none'> {
  const picture = await createImageBitmap(photo);
  try {
    // Load the reader only once there is a photo: no other screen needs it.
    const { decodeQR } = await import('qr/decode.js');
    for (const side of sides) {
      const text = lookedAt(() => decodeQR(pixelsOf(picture, side), { timeLimit: patienceMs, effort: 4 }));
      if (text !== null && text.length <= longestReceiptText) return { text };
    }
    return 'none';
  } finally {
    picture.close();
  }
}

function lookedAt(look: () => string): string | null {
  try {
    return look();
  } catch {
    return null; // this is how the reader reports that it found none
  }
}

function pixelsOf(picture: ImageBitmap, side: number): ImageData {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this page cannot draw');
  context.drawImage(picture, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

import { encode } from 'uqr';

const quietZone = 4;

/** Dark on light whatever the theme: many cameras read nothing else. */
export function QrCode({ text }: { readonly text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const modules = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + quietZone} ${y + quietZone}h1v1h-1z`] : [])),
  );
  const whole = size + 2 * quietZone;
  return (
    <svg class="qr" viewBox={`0 0 ${whole} ${whole}`} role="img" aria-label="QR" shapeRendering="crispEdges">
      <rect width={whole} height={whole} fill="#fff" />
      <path d={modules.join('')} fill="#000" />
    </svg>
  );
}

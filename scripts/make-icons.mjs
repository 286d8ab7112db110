// Draws every icon from assets/svg. Its output is committed: run `node scripts/make-icons.mjs` after a change there.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

const assets = join(dirname(dirname(fileURLToPath(import.meta.url))), 'assets');
const trayStates = ['starting', 'ready', 'listening', 'deaf', 'alarm', 'unseen'];

/** @param {string} name @param {number} pixels @param {(svg: string) => string} [recolour] */
function draw(name, pixels, recolour = (svg) => svg) {
  const svg = recolour(readFileSync(join(assets, 'svg', `${name}.svg`), 'utf8'));
  return new Resvg(svg, { fitTo: { mode: 'width', value: pixels } }).render().asPng();
}

/** macOS uses only the opacity of a template image; a mask keeps its white and black. @param {string} svg */
function inBlack(svg) {
  return svg.replace(/#(?!fff|000)[0-9a-f]{6}/g, '#000000');
}

/** @param {string} svg */
function toTheEdges(svg) {
  return svg.replace('viewBox="0 0 128 128"', 'viewBox="4 4 120 120"').replace('rx="28"', 'rx="0"');
}

/** @param {string} path @param {Uint8Array} bytes */
function write(path, bytes) {
  mkdirSync(dirname(join(assets, path)), { recursive: true });
  writeFileSync(join(assets, path), bytes);
}

/** Windows' format: a directory of 16 bytes for each picture, then the pictures, PNG inside. @param {number[]} sizes */
function ico(sizes) {
  const pictures = sizes.map((size) => draw('app', size));
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2); // an icon, not a cursor
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  for (const [index, picture] of pictures.entries()) {
    const at = 6 + 16 * index;
    const size = sizes[index] % 256; // 256 is written 0
    head.writeUInt8(size, at);
    head.writeUInt8(size, at + 1);
    head.writeUInt16LE(1, at + 4); // colour planes
    head.writeUInt16LE(32, at + 6); // bits a pixel
    head.writeUInt32LE(picture.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += picture.length;
  }
  return Buffer.concat([head, ...pictures]);
}

/** macOS's format: a chain of (type, length, PNG). */
function icns() {
  const types = { ic07: 128, ic08: 256, ic09: 512, ic10: 1024, ic11: 32, ic12: 64, ic13: 256, ic14: 512 };
  const chain = Object.entries(types).map(([type, size]) => chunk(type, draw('app', size)));
  return chunk('icns', Buffer.concat(chain));
}

/** @param {string} type @param {Uint8Array} content */
function chunk(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}

for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024])
  write(`icons/${size}x${size}.png`, draw('app', size));
write('icon.ico', ico([16, 20, 24, 32, 40, 48, 64, 256]));
write('icon.icns', icns());

for (const state of trayStates) {
  const tray = (pixels) => draw(`tray-${state}`, pixels);
  // Windows: 16 pixels and what its usual scales make of them. Linux panels: 22, and twice that.
  for (const [scale, pixels] of Object.entries({ '': 16, '@1.25x': 20, '@1.5x': 24, '@2x': 32 }))
    write(`tray/${state}-16${scale}.png`, tray(pixels));
  for (const [scale, pixels] of Object.entries({ '': 22, '@2x': 44 }))
    write(`tray/${state}-22${scale}.png`, tray(pixels));
  for (const [scale, pixels] of Object.entries({ '': 18, '@2x': 36 }))
    write(`tray/${state}Template${scale}.png`, draw(`tray-${state}`, pixels, inBlack));
}
// The owner's phone. A launcher may cut a maskable icon into any shape, so its background reaches the edges.
for (const size of [192, 512]) write(`phone/icon-${size}.png`, draw('app', size));
write('phone/icon-maskable-512.png', draw('app', 512, toTheEdges));

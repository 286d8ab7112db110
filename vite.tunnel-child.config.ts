import { defineConfig } from 'vite';
import { listBundledPackages } from './scripts/bundled-packages';

/** The tunnel's child: one CommonJS file that shares no chunk, for it runs in a process of its own under Electron and Node. */
export default defineConfig({
  plugins: [listBundledPackages('tunnel')],
  build: {
    ssr: true,
    target: 'node18.15',
    outDir: 'out/tunnel',
    sourcemap: true,
    rolldownOptions: {
      input: { 'ngrok-child': 'src/core/tunnel/ngrok-child.ts' },
      external: ['@ngrok/ngrok'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
  ssr: { noExternal: true },
});

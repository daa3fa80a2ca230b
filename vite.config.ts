import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Bundles the page into `dist/client`; `npm start` serves it from there. */
export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: { outDir: '../dist/client', emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
});

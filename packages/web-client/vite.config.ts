import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { trustedDocuments } from './tools/trusted-documents.ts';

const api = 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react(), trustedDocuments()],
  // The first browsers that know light-dark(): for older ones it would be rewritten, and lose its colours.
  build: { chunkSizeWarningLimit: 900, cssTarget: ['chrome123', 'firefox120', 'safari17.5'] },
  server: { proxy: { '/graphql': { target: api, ws: true }, '/auth': api } },
});

import { fileURLToPath } from 'node:url';
import { rspack } from '@rspack/core';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * A host of another bundler than the remote's: what a client's own front-end team would have. It shares nothing with the
 * remote but the federation protocol.
 */
export default {
  mode: 'production',
  devtool: false,
  target: ['web', 'es2022'],
  entry: { main: at('./src/main.ts') },
  output: {
    path: at('../../dist/hosts/intranet'),
    filename: 'main.js',
    chunkFilename: 'chunk-[contenthash].js',
    publicPath: '/intranet/',
    clean: true,
    uniqueName: 'harbour_intranet',
  },
  resolve: { extensions: ['.ts', '.js'] },
  module: {
    rules: [
      {
        test: /\.ts$/,
        loader: 'builtin:swc-loader',
        options: { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } },
        type: 'javascript/auto',
      },
    ],
  },
  plugins: [
    // The remote's address is the installation's, so it is registered when the page runs and not named here.
    new rspack.container.ModuleFederationPlugin({ name: 'harbour_intranet', remotes: {}, shared: {} }),
    new rspack.CopyRspackPlugin({ patterns: [{ from: at('./public') }] }),
  ],
  performance: { hints: false },
};

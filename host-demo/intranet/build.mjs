// `npm run build:hosts`: the intranet, by its own bundler, into dist/hosts/intranet.
import { rspack } from '@rspack/core';
import config from './rspack.config.mjs';

const stats = await new Promise((resolve, reject) => {
  const compiler = rspack(config);
  compiler.run((error, result) => {
    compiler.close((closing) => {
      if (error ?? closing) reject(error ?? closing);
      else resolve(result);
    });
  });
});
if (stats.hasErrors() || stats.hasWarnings()) console.error(stats.toString({ preset: 'errors-warnings' }));
if (stats.hasErrors()) process.exitCode = 1;

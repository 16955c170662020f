import type { Plugin } from 'vite';
import { root } from './places.ts';

const own = /(\w+)\s*\.createPolicy\(["']lit-html["'],\s*(\{[^}]*\})\)/g;

/** Gives every build a Lit that can share a page with others under enforced Trusted Types (docs/adr/0011). */
export function litPolicyPlugin(): Plugin {
  return {
    name: 'foyer:lit-policy',
    transform: {
      filter: { id: /\/node_modules\/lit-html\/(development\/)?lit-html\.js/ },
      handler(code) {
        const found = code.match(own)?.length ?? 0;
        if (found !== 1)
          this.error(`Lit makes its Trusted Types policy in ${found} places; one was expected.`);
        const changed = code.replace(own, (_all, policies, rules) => `litPolicy(${policies},${rules})`);
        return {
          code: `import { litPolicy } from '${root}widgets/federation/trusted-types.ts';\n${changed}`,
          map: null,
        };
      },
    },
  };
}

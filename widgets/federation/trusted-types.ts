/** The part of the browser's Trusted Types that Lit uses. */
type Rules = { readonly createHTML: (html: string) => string };
type Policies = { createPolicy(name: string, rules: Rules): Rules };

const taken = Symbol.for('foyer.trusted-types');

/**
 * The policy under which Lit turns its own templates into elements; the build puts this in the place of Lit's
 * `createPolicy('lit-html')`, which throws when another copy of Lit was first. Every copy takes the next free name of
 * its own, and only names are shared on the page: a policy that others can reach would undo what it is for.
 * `undefined` where the page allows none of them; Lit then works wherever Trusted Types are not enforced.
 */
export function litPolicy(policies: Policies, rules: Rules): Rules | undefined {
  const page = globalThis as { [taken]?: Set<string> };
  page[taken] ??= new Set();
  for (const name of ['foyer', 'foyer-2', 'lit-html']) {
    if (page[taken].has(name)) continue;
    page[taken].add(name);
    try {
      return policies.createPolicy(name, rules);
    } catch {
      // Not allowed by this page, or taken by somebody else.
    }
  }
  return undefined;
}

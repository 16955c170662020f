import { nameOf } from './names.ts';

/** A widget that shows that it has nothing to show yet: paths from the project's folder, and their text. */
export function widgetFiles(kebab: string): Record<string, string> {
  const { pascal, camel, words } = nameOf(kebab);
  const at = (role: string) => `widgets/${kebab}/${kebab}.${role}.ts`;
  return {
    [at('define')]: `import { define } from '../kit/define.ts';
import { Foyer${pascal} } from './${kebab}.element.ts';

define('foyer-${kebab}', Foyer${pascal});

declare global {
  interface HTMLElementTagNameMap {
    'foyer-${kebab}': Foyer${pascal};
  }
}
`,
    [at('element')]: `import { html } from 'lit';
import { FoyerElement } from '../kit/element.ts';
import type { FoyerSession } from '../kit/session/session.ts';
import { ${pascal}Api } from './${kebab}.api.ts';
import type { ${pascal}Events } from './${kebab}.events.ts';
import { ${camel}Messages } from './${kebab}.messages.ts';
import { initial, received } from './${kebab}.state.ts';
import { ${camel}Styles } from './${kebab}.styles.ts';

/**
 * ${words}.
 *
 * @tag foyer-${kebab}
 */
export class Foyer${pascal} extends FoyerElement<${pascal}Events> {
  static override styles = [FoyerElement.styles, ${camel}Styles];

  protected override readonly catalogues = [${camel}Messages];
  private stage = initial;

  protected override sessionReady(session: FoyerSession): void {
    this.attempt(async () => {
      this.stage = received(this.stage, await new ${pascal}Api(session).list());
      this.announceReady();
      this.requestUpdate();
    });
  }

  protected override view(): unknown {
    const t = ${camel}Messages.in(this.activeLocale);
    if (this.stage.items === undefined) return this.skeleton();
    return html\`<h2>\${t.title}</h2>
      <p>\${t.count(this.stage.items.length)}</p>\`;
  }
}
`,
    [at('state')]: `/** What the widget knows. Pure: no DOM, no fetch. */
export type Stage = { readonly items: readonly unknown[] | undefined };

export const initial: Stage = { items: undefined };

export function received(_stage: Stage, answer: { readonly items: readonly unknown[] }): Stage {
  return { items: answer.items };
}
`,
    [at('state.unit.test')]: `import { expect, test } from 'vitest';
import { initial, received } from './${kebab}.state.ts';

test('what came is kept', () => {
  expect(received(initial, { items: ['one'] }).items).toEqual(['one']);
});
`,
    [at('api')]: `import type { FoyerSession } from '../kit/session/session.ts';

/** Every call of the widget; answers are typed by the server's contract. */
export class ${pascal}Api {
  private readonly session: Pick<FoyerSession, 'request'>;

  constructor(session: Pick<FoyerSession, 'request'>) {
    this.session = session;
  }

  list() {
    return this.session.request<{ items: unknown[] }>('/v1/${kebab}');
  }
}
`,
    [at('events')]:
      `/** Events of \`<foyer-${kebab}>\` beside those that every widget has: business facts, in the past tense. */
export type ${pascal}Events = Record<never, never>;
`,
    [at('messages')]: `import { defineMessages } from '../kit/messages.ts';

export const ${camel}Messages = defineMessages({
  title: '${words}',
  count: (count: number) => \`\${count} entries\`,
});
`,
    [at('styles')]: `import { css } from 'lit';

export const ${camel}Styles = css\`
  h2 {
    margin: 0;
    font-size: var(--fy-font-size-title);
  }
\`;
`,
    [at('element.test')]: `import { expect, fixture, html } from '@open-wc/testing';
import './${kebab}.define.ts';

it('is accessible before anybody is signed in', async () => {
  const element = await fixture(html\`<foyer-${kebab}></foyer-${kebab}>\`);
  await expect(element).to.be.accessible();
});
`,
  };
}

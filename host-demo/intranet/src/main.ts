import { loadRemote, registerRemotes } from '@module-federation/runtime';

/** What `foyer/session` offers to a host; the address of its code is known only when the page runs. */
type SessionModule = {
  connectEmbed(options: { baseUrl: string; sessionEndpoint: string }): unknown;
};

const baseUrl = document.querySelector<HTMLMetaElement>('meta[name="foyer-origin"]')?.content ?? '';
const status = document.querySelector<HTMLElement>('#widget-status');

registerRemotes([{ name: 'foyer', entry: `${baseUrl}/embed/v1/mf-manifest.json`, type: 'module' }]);

async function showWidget(): Promise<void> {
  const [session] = await Promise.all([
    loadRemote<SessionModule>('foyer/session'),
    loadRemote('foyer/invoice-pay'),
  ]);
  session?.connectEmbed({ baseUrl, sessionEndpoint: '/foyer-session' });
}

showWidget().catch((error: unknown) => {
  console.error('The invoices could not be loaded.', error);
  if (status) status.hidden = false;
});

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-menu]')) {
  button.addEventListener('click', () => {
    const open = button.getAttribute('aria-expanded') !== 'true';
    button.setAttribute('aria-expanded', String(open));
  });
}

/**
 * The place of the vendor's form. It has to be in the document itself: inside a shadow root the vendor's script does not
 * find its own frame again. From a widget in another shadow root it is handed up, host by host, as long as each passes it on
 * by `<slot name="..." slot="payment">` inside the widget; otherwise there is no such place.
 */
export function makePaymentMount(widget: HTMLElement): HTMLElement | null {
  let host: HTMLElement = widget;
  let slot = 'payment';
  for (let root = host.getRootNode(); root instanceof ShadowRoot; root = host.getRootNode()) {
    const forward = passedOn(host, slot);
    if (!forward || !(root.host instanceof HTMLElement)) return null;
    slot = forward.name;
    host = root.host;
  }
  const mount = document.createElement('div');
  if (slot) mount.slot = slot;
  host.append(mount);
  return mount;
}

function passedOn(host: HTMLElement, slot: string): HTMLSlotElement | undefined {
  return [...host.children].find(
    (child): child is HTMLSlotElement => child instanceof HTMLSlotElement && child.slot === slot,
  );
}

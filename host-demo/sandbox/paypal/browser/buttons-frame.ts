import { tellHost } from './messages.ts';

/** The vendor's button, in a frame of the vendor's own. */
const button = document.querySelector('button');
button?.addEventListener('click', () => tellHost('click'));
// The page gives the focus back to the frame when the payer returns: there is one thing in it to have it.
window.addEventListener('focus', () => button?.focus());
tellHost('ready');

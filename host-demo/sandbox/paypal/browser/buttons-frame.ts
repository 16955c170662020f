import { tellHost } from './messages.ts';

/** The vendor's button, in a frame of the vendor's own. */
document.querySelector('button')?.addEventListener('click', () => tellHost('click'));
tellHost('ready');

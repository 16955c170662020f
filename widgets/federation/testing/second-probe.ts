import { Probe } from './probe.ts';

export class SecondProbe extends Probe {}

if (!customElements.get('foyer-second-probe')) customElements.define('foyer-second-probe', SecondProbe);

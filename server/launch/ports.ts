import { isPortFree } from './free-port.ts';
import { LaunchError } from './launch-error.ts';

/** @throws LaunchError for the first port that another program listens on */
export async function refuseTakenPorts(ports: [variable: string, port: number][]): Promise<void> {
  for (const [variable, port] of ports) {
    if (await isPortFree(port)) continue;
    throw new LaunchError(`Port ${port} is taken by another program; set ${variable} to a free one.`);
  }
}

import postgres from 'postgres';
import type { DemonstrationAccess } from './demo-data.ts';

export async function openDemonstrationAccess(_options: {
  ownerUrl: string;
  env: NodeJS.ProcessEnv;
}): Promise<DemonstrationAccess> {
  void postgres;
  throw new Error('not there yet');
}

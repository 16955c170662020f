/** What the global setup tells the test files about the server it started, by way of the environment. */
export type TestCluster = {
  superuserUrl: string;
  ownerUrl: string;
  ownerRole: string;
  template: string;
  /** For what the test files of a run share; goes when the server stops. */
  folder: string;
};

const VARIABLE = 'FOYER_TEST_CLUSTER';

export function publishCluster(cluster: TestCluster): void {
  process.env[VARIABLE] = JSON.stringify(cluster);
}

export function isClusterPublished(): boolean {
  return process.env[VARIABLE] !== undefined;
}

export function withdrawCluster(): void {
  delete process.env[VARIABLE];
}

export function sharedFolder(): string | null {
  return isClusterPublished() ? readCluster().folder : null;
}

export function readCluster(): TestCluster {
  const text = process.env[VARIABLE];
  if (!text) {
    throw new Error(
      'No test database server runs: a test that needs one is named *.db.test.ts or lies below test/.',
    );
  }
  return JSON.parse(text) as TestCluster;
}

import { createInstance } from '@module-federation/runtime';
import { exposedNames } from './exposed-names.ts';

const manifest = '/embed/v1/mf-manifest.json';

/** The widgets that the server offers at this moment, loaded by module federation. */
export class WidgetRemote {
  private host: ReturnType<typeof createInstance> | undefined;
  private readonly loads = new Map<string, Promise<void>>();

  /** Names of the exposed widgets. Throws when the manifest cannot be read. */
  async names(): Promise<readonly string[]> {
    const answer = await fetch(manifest, { credentials: 'omit' });
    if (!answer.ok) throw new Error(`The list of widgets answered ${answer.status}.`);
    return exposedNames(await answer.json());
  }

  /** Loads the code that registers a widget's element. A load that failed is tried anew by the next call. */
  load(name: string): Promise<void> {
    let load = this.loads.get(name);
    if (!load) {
      load = this.fetchWidget(name).catch((error: unknown) => {
        this.loads.delete(name);
        this.host = undefined;
        throw error;
      });
      this.loads.set(name, load);
    }
    return load;
  }

  private async fetchWidget(name: string): Promise<void> {
    this.host ??= createInstance({
      name: 'foyer_portal',
      remotes: [{ name: 'foyer', entry: new URL(manifest, location.href).href, type: 'module' }],
    });
    const loaded: unknown = await this.host.loadRemote(`foyer/${name}`);
    if (!loaded) throw new Error(`The remote does not offer ${name}.`);
  }
}

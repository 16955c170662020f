declare const __FOYER_VERSION__: string | undefined;

/** Version of the suite, put in by the build. */
export const version = typeof __FOYER_VERSION__ === 'string' ? __FOYER_VERSION__ : '0.0.0-source';

import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Environment } from './http/environment.ts';
import { faultCodes } from './ports/fault-codes.ts';

/** Describes every route and every error; made from the routes themselves. */
export function serveOpenApi(app: OpenAPIHono<Environment>, origin: string): void {
  const registry = app.openAPIRegistry;
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-foyer',
    description: 'The portal. Changes also need a `foyer-client` header.',
  });
  registry.registerComponent('securitySchemes', 'embedToken', {
    type: 'http',
    scheme: 'bearer',
    description: 'From `POST /v1/embed/token`.',
  });
  registry.registerComponent('securitySchemes', 'oauth', {
    type: 'oauth2',
    flows: {
      clientCredentials: {
        tokenUrl: `${origin}/oauth/token`,
        scopes: { embed: 'Open embedded sessions', sync: 'Deliver facts of a core system' },
      },
    },
  });
  app.doc31('/v1/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Foyer',
      version: '1',
      description: `Lists answer \`{ items, nextCursor, asOf }\`. Money is whole cents. Errors are \`application/problem+json\` with one of these codes: ${Object.keys(faultCodes).join(', ')}.`,
    },
    servers: [{ url: origin }],
  });
}

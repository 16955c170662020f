export { createAuthenticate } from './authenticate.ts';
export { cleanIdentity } from './clean-identity.ts';
export { listAllowedOrigins } from './identity.repository.ts';
export { identityRoutes } from './identity.routes.ts';
export { identityScope } from './identity-scope.ts';
export { createOAuthServer, type OAuthServer } from './oauth/oauth-server.ts';
export { registerOAuthClient } from './register-oauth-client.ts';
export { setDemonstrationAccounts } from './set-demonstration-accounts.ts';

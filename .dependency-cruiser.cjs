// Who may import whom: one way in, one way down (docs/adr and CONTRIBUTING.md say why).
const tests = '(\\.test\\.ts$|/testing/|^test/)';
const widgetFolders = '^widgets/(?!kit/|loader/|federation/)([^/]+)/';

/** @type {(name: string, comment: string, from: object, to: object) => object} */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
/** The vendor's package is imported below `path` only. */
const confined = (packageName, path) =>
  forbid(
    `only-${packageName.replaceAll(/\W+/g, '-')}`,
    `${packageName} is known to one place`,
    { path: '^(server|widgets)/', pathNot: [path, tests] },
    { path: `node_modules/${packageName}/` },
  );

module.exports = {
  forbidden: [
    forbid(
      'no-cycle',
      'Files form no cycle; types may point back',
      {},
      {
        circular: true,
        viaOnly: { dependencyTypesNot: ['type-only'] },
      },
    ),
    forbid('resolvable', 'Every import leads somewhere', {}, { couldNotResolve: true }),
    forbid(
      'no-test-in-product',
      'The product does not import its tests or its demonstration',
      { path: '^(server|widgets|design-tokens)/', pathNot: tests },
      { path: ['^test/', '^host-demo/', '\\.test\\.ts$'] },
    ),
    forbid(
      'no-dev-package-in-product',
      'What runs in production is installed in production',
      { path: '^(server|widgets)/', pathNot: [tests, '\\.mjs$', '/build/'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    ),

    // Widgets
    forbid(
      'widgets-read-contracts',
      'A widget knows of the server its wire contracts alone',
      { path: '^widgets/' },
      {
        path: '^server/',
        pathNot: '\\.contract\\.ts$',
      },
    ),
    forbid(
      'widgets-read-types',
      'and those as types only',
      { path: '^widgets/' },
      {
        path: '^server/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'widgets-apart',
      'A widget imports the kit and its own files',
      { path: widgetFolders },
      {
        path: '^widgets/',
        pathNot: '^widgets/(kit|$1)/',
      },
    ),
    forbid(
      'kit-is-the-floor',
      'The kit knows no widget',
      { path: '^widgets/kit/' },
      {
        path: '^widgets/',
        pathNot: '^widgets/kit/',
      },
    ),
    forbid(
      'kit-needs-lit',
      'The kit stands on Lit alone',
      { path: '^widgets/kit/', pathNot: tests },
      { dependencyTypes: ['npm'], pathNot: 'node_modules/(lit|lit-html|lit-element|@lit|lucide-static)/' },
    ),
    forbid(
      'server-without-widgets',
      'The server knows no widget',
      { path: '^server/' },
      { path: '^widgets/' },
    ),
    forbid(
      'hosts-from-outside',
      'A host page uses the suite as others do',
      { path: '^host-demo/(partner-site|intranet|sharepoint)/' },
      {
        path: '^(widgets|server)/',
        dependencyTypesNot: ['type-only'],
      },
    ),

    // Server
    forbid(
      'main-composes',
      'The process starts what was composed',
      { path: '^server/main\\.ts$' },
      { path: '^server/', pathNot: '^server/(compose|config|app)\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'adapters-are-composed',
      'One place names adapters',
      { path: '^server/', pathNot: ['^server/(compose\\.ts|integrations/|launch/|commands/)', tests] },
      { path: '^server/integrations/' },
    ),
    forbid(
      'adapters-know-ports',
      'An adapter knows its port and its vendor',
      { path: '^server/integrations/([^/]+)/', pathNot: tests },
      { path: '^server/', pathNot: '^server/(ports/|integrations/$1/)' },
    ),
    forbid(
      'features-by-their-face',
      'A feature imports another by its index, or its contract',
      { path: '^server/features/([^/]+)/', pathNot: tests },
      { path: '^server/features/', pathNot: ['^server/features/$1/', '/index\\.ts$', '\\.contract\\.ts$'] },
    ),
    forbid(
      'routes-are-adapters',
      'A route calls verbs: no SQL, no vendor',
      { path: '^server/features/.*\\.routes\\.ts$' },
      {
        path: [
          '\\.repository\\.ts$',
          '^server/(integrations|jobs)/',
          'node_modules/(postgres|graphile-worker)/',
        ],
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'rules-without-web',
      'Verbs, models and repositories know nothing of HTTP',
      {
        path: '^server/features/',
        pathNot: [
          '\\.routes\\.ts$',
          '\\.contract\\.ts$',
          '\\.errors\\.ts$',
          '/index\\.ts$',
          '^server/features/identity/',
          tests,
        ],
      },
      {
        // A list's cursor is opaque text, made and read the same way everywhere.
        path: ['^server/http/', 'node_modules/(hono|@hono)/'],
        pathNot: '^server/http/cursor\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'sql-in-repositories',
      'SQL is written in repositories',
      { path: '^server/features/', pathNot: ['\\.repository\\.ts$', tests] },
      { path: 'node_modules/postgres/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'repositories-know-the-database',
      'A repository knows the database and its own words',
      { path: '^server/features/([^/]+)/.*\\.repository\\.ts$' },
      { path: '^server/', pathNot: '^server/(db/|features/$1/)', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'models-are-pure',
      'A model imports types, other models and the rules beside it',
      { path: '^server/features/([^/]+)/.*\\.model\\.ts$' },
      {
        path: '^server/',
        pathNot: [
          '\\.model\\.ts$',
          '\\.errors\\.ts$',
          '^server/features/$1/(?!.*\\.(repository|routes|jobs)\\.ts$)',
        ],
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'ports-are-types',
      'A port is words of our own',
      { path: '^server/ports/', pathNot: tests },
      {
        pathNot: '^server/ports/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'database-below',
      'The database room knows no feature',
      { path: '^server/db/', pathNot: tests },
      {
        path: '^server/(features|http|integrations|realtime)/',
      },
    ),
    forbid(
      'web-below',
      'The HTTP room knows no feature',
      { path: '^server/http/', pathNot: tests },
      {
        path: '^server/(features|integrations|jobs)/',
        dependencyTypesNot: ['type-only'],
      },
    ),

    // Vendors' words end in the vendor's folder
    confined('stripe', '^server/integrations/stripe/'),
    confined('nodemailer', '^server/integrations/smtp/'),
    confined('oidc-provider', '^server/features/identity/'),
    confined('lucia', '^server/features/identity/'),
    confined('graphile-worker', '^server/(jobs|db)/'),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types alone vanish when compiled; the rules must see them.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'browser', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};

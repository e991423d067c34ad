/** The fences of the house: who may import whom. Each comment says where the thing belongs. */
const server = '^packages/server/src';
const room = (...names) => `${server}/(${names.join('|')})/`;

/** A library that one room knows, and nobody else. */
function oneRoom({ name, library, rooms, comment }) {
  return {
    name: `one-room-per-library-${name}`,
    comment,
    severity: 'error',
    from: { path: '^packages/[^/]+/src', pathNot: rooms },
    to: { path: `(^|/)node_modules/(${library})/` },
  };
}

export default {
  forbidden: [
    {
      name: 'policy-is-pure',
      comment: 'Policy, protocol and states are functions of plain data: what they need is given to them by the shell.',
      severity: 'error',
      from: { path: '^packages/core/src/(policy|push|sync)/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^packages/core/src/' },
    },
    {
      name: 'core-knows-zod-alone',
      comment: 'Core runs anywhere: what needs Node, a server or an ATS belongs to the package that has it.',
      severity: 'error',
      from: { path: '^packages/core/(src|transport|conformance|reference-ats)/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^packages/core/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'registry-is-the-door',
      comment: 'Only connectors.ts knows an ATS by name; everybody else asks the registry.',
      severity: 'error',
      from: { path: '^packages/(core|server/src|web-client)/', pathNot: `${server}/connectors\\.ts$` },
      to: { path: '^packages/ats-' },
    },
    {
      name: 'no-emulator-in-production',
      comment: 'An emulator is for the demo and for tests, and so are the reference ATS and the audits.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/' },
      to: { path: '^packages/(ats-[^/]+/emulator|core/(conformance|reference-ats))/' },
    },
    {
      name: 'packages-by-their-doors',
      comment: 'Another package is entered by its exports; the page knows schema.graphql and nothing of the server.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/[^/]+/',
        pathNot: [
          '^packages/$1/',
          '^packages/core/(src/index|transport/send-once|conformance/index|reference-ats/index)\\.ts$',
          '^packages/ats-[^/]+/(src|emulator)/index\\.ts$',
        ],
      },
    },
    {
      name: 'folders-flow-down',
      comment:
        'graphql, http → use cases → engine → queue, live, audit → security → database. What is needed further down belongs further down.',
      severity: 'error',
      from: {
        path: room(
          'database',
          'security',
          'audit',
          'live',
          'queue',
          'engine',
          'intake',
          'integrations',
          'sequences',
          'resync',
          'contacts',
          'privacy',
        ),
      },
      to: { path: room('graphql', 'http') },
    },
    {
      name: 'engine-knows-no-use-case',
      comment: 'The engine works off intents; who asked for them is not its matter.',
      severity: 'error',
      from: { path: room('database', 'security', 'audit', 'live', 'queue', 'engine') },
      to: { path: room('intake', 'integrations', 'sequences', 'resync', 'contacts', 'privacy', 'access') },
    },
    {
      name: 'ground-floor',
      comment: 'queue, live, audit, security and database serve everybody and know nobody above them.',
      severity: 'error',
      from: { path: room('database', 'security', 'audit', 'live', 'queue') },
      to: { path: room('engine') },
    },
    {
      name: 'telemetry-watches',
      comment: 'telemetry is told what happens, and asks nobody: what it is to read is given to it.',
      severity: 'error',
      from: { path: room('telemetry') },
      to: { path: '^packages/', pathNot: room('telemetry') },
    },
    oneRoom({
      name: 'telemetry',
      library: 'prom-client|@opentelemetry/[^/]+',
      rooms: room('telemetry'),
      comment: 'Only telemetry/ knows what takes metrics and traces.',
    }),
    oneRoom({
      name: 'live',
      library: 'redis',
      rooms: room('live'),
      comment: 'Only live/ knows Redis, which carries hints and keeps nothing.',
    }),
    oneRoom({ name: 'queue', library: 'pg-boss', rooms: room('queue'), comment: 'Only queue/ knows pg-boss.' }),
    oneRoom({
      name: 'http',
      library: 'graphql-yoga|ws|sirv|graphql-ws',
      rooms: `${room('http')}|^packages/web-client/`,
      comment: 'Only http/ knows what serves it.',
    }),
    oneRoom({
      name: 'graphql',
      library: '@pothos/[^/]+',
      rooms: `${room('graphql', 'generated')}`,
      comment: 'Only graphql/ knows Pothos.',
    }),
    oneRoom({
      name: 'database',
      library: 'pg|@prisma/adapter-pg',
      rooms: room('database', 'generated'),
      comment: 'Only database/ opens a connection: ask it for the client, a pool, or the session.',
    }),
    {
      name: 'production-installs-it',
      comment: 'A production install has no devDependencies: what runs there is named among the dependencies.',
      severity: 'error',
      from: { path: '^packages/(core|ats-[^/]+|server)/(src|cli|transport)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one, or need a third: move what both use there.',
      severity: 'error',
      from: { pathNot: 'generated/' },
      to: { circular: true },
    },
    {
      name: 'no-barrels',
      comment: 'Import from the file that defines it: an index.ts is only a package’s own door.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/$1/.+/index\\.tsx?$',
        pathNot: '^packages/[^/]+/(src|emulator|conformance|reference-ats)/index\\.ts$|generated/',
      },
    },
    {
      name: 'no-prod-to-test',
      comment: 'What tests need stays with the tests; what both need is production.',
      severity: 'error',
      from: { path: '^packages/[^/]+/(src|emulator|transport|cli|demo)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '/(test|e2e)/|\\.test\\.tsx?$' },
    },
    {
      name: 'nobody-needs-the-bench',
      comment: 'The bench measures what there is: what both need belongs to the package that is measured.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^bench/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(dist|generated)/|\\.tmp\\.ts$|graphql-env\\.d\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};

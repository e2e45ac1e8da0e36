// The architecture as one table: which folder may import which. Everything that is not listed is forbidden.
const mayImport = {
  core: [],
  documents: ['core'],
  contract: ['core'],
  server: ['core', 'documents', 'contract'],
  web: ['core', 'contract'],
  cli: ['core', 'documents'],

  'core/src/values': [],
  'core/src/scheme': ['core/src/values'],
  'core/src/rule-text': ['core/src/values', 'core/src/scheme'],
  'core/src/comparison': ['core/src/values', 'core/src/scheme', 'core/src/rule-text'],
  'core/src/text-check': ['core/src/values', 'core/src/scheme', 'core/src/rule-text'],
  'core/src/scoring': ['core/src/values', 'core/src/scheme'],
  'core/src/grading': ['core/src/values', 'core/src/scheme', 'core/src/scoring'],

  'server/src/config': ['core', 'documents'],
  'server/src/database': ['core'],
  'server/src/content-store': ['server/src/config', 'server/src/database'],
  'server/src/http': [
    'core',
    'documents',
    'contract',
    'server/src/config',
    'server/src/database',
    'server/src/content-store',
  ],
  'server/src/features': [
    'core',
    'documents',
    'contract',
    'server/src/config',
    'server/src/database',
    'server/src/content-store',
    'server/src/http',
  ],
  'server/src/demo': ['core', 'documents', 'contract', 'server/src/http'],

  'web/src/api': ['contract'],
  'web/src/ui': ['contract', 'web/src/api'],
  'web/src/pickers': ['contract', 'web/src/api', 'web/src/ui'],
  'web/src/features': ['core', 'contract', 'web/src/api', 'web/src/ui', 'web/src/pickers'],
};

const OURS = '^(core|documents|contract|server|web|cli)/';
const TESTS = '\\.test\\.tsx?$|\\.fixture\\.ts$';

const literal = (folder) => folder.replaceAll('/', '\\/');

/** One rule a folder: to any of our folders but itself and its list. */
const rules = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `from-${folder.replaceAll('/', '-')}`,
  comment: `${folder} may import ${allowed.length > 0 ? allowed.join(', ') : 'no other folder of ours'}; move the code or turn the dependency round.`,
  severity: 'error',
  from: { path: `^${literal(folder)}/`, pathNot: TESTS },
  to: { path: OURS, pathNot: [folder, ...allowed].map((f) => `^${literal(f)}/`) },
}));

export default {
  forbidden: [
    ...rules,
    {
      name: 'no-cycle',
      comment: 'Files that import each other cannot be read one after the other; move what both need below them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-is-pure',
      comment: 'core knows zod and nothing else: no files, no clock, no network. Pass in what it needs.',
      severity: 'error',
      from: { path: '^core/src/', pathNot: TESTS },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'declared-packages-only',
      comment:
        'A package that this workspace does not declare works by accident of hoisting; add it to its package.json.',
      severity: 'error',
      from: { path: '^(core|documents|contract|server|web|cli)/src/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'packages-by-name',
      comment: 'Another package of ours is reached by its name and its exports, never by a relative path.',
      severity: 'error',
      from: { path: '^(core|documents|contract|server|web|cli)/', pathNot: TESTS },
      to: { path: OURS, pathNot: '^$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'server-feature-front-door',
      comment: 'A feature reaches another one through its index.ts; ask there for the read that is missing.',
      severity: 'error',
      from: { path: '^server/src/features/([^/]+)/', pathNot: TESTS },
      to: { path: '^server/src/features/([^/]+)/', pathNot: ['^server/src/features/$1/', '/index\\.ts$'] },
    },
    {
      name: 'app-through-front-doors',
      comment: 'What lies outside the features meets them at their index.ts only.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: ['^server/src/features/', TESTS] },
      to: { path: '^server/src/features/', pathNot: '/index\\.ts$' },
    },
    {
      name: 'sql-only-in-stores',
      comment: 'SQL is written in a *.store.ts or in database/; types may be used anywhere.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: ['\\.store\\.ts$', '^server/src/database/', TESTS] },
      to: { path: 'node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-feature-isolated',
      comment:
        'Features of the web never import each other; app/ combines them, pickers/ and ui/ hold what several need.',
      severity: 'error',
      from: { path: '^web/src/features/([^/]+)/' },
      to: { path: '^web/src/features/([^/]+)/', pathNot: '^web/src/features/$1/' },
    },
    {
      name: 'web-apart-from-server',
      comment: 'Server and web meet in the contract alone.',
      severity: 'error',
      from: { path: '^(server|contract)/' },
      to: { path: '^web/' },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      // What the web's build makes of the contract; its shape is declared in web/src/api/virtual-contract.d.ts.
      to: { couldNotResolve: true, pathNot: '^virtual:contract$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(bench|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
  },
};

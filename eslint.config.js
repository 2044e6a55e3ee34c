import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'deploy/kubernetes/',
      'data/',
      'dist/',
      'src/generated/',
      'src/client/generated/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: [
            '*.js',
            '*.cjs',
            'bin/*.mjs',
            'deploy/hive-gateway/*.mjs',
            'test/support/*.js',
          ],
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      // The rule does not terminate on recursive types such as GraphQL's.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Use named exports: the same name everywhere can be searched.',
        },
      ],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Read the environment in src/config only, and pass values as arguments.',
        },
      ],
    },
  },
  {
    files: [
      'src/config/environment.ts',
      'jest.config.js',
      'test/**',
      'bench/**',
      'bin/**',
      'demo/**',
      'examples/**',
      'deploy/**',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['*.js', '*.cjs', 'bin/*.mjs', 'codegen.ts', 'deploy/hive-gateway/*.mjs', 'test/support/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        module: 'writable',
        AbortController: 'readonly',
        setTimeout: 'readonly',
        TextEncoder: 'readonly',
        URL: 'readonly',
      },
    },
    rules: { 'no-restricted-syntax': 'off' },
  },
);

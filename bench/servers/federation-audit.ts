import { createServer, type RequestListener } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { reportTo } from '../settings.ts';

/** The subgraphs of the federation audit. Its checkout is the first argument. */
const sources = pathToFileURL(`${resolve(process.argv[2] ?? '')}/src/`).href;
const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext };

// The audit's sources import `.js` for `.ts` files, and types without `type`, which Node's own type stripping does not support.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('.') && context.parentURL?.startsWith(sources) === true) {
      const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(fileURLToPath(url))) return { url: url.href, format: 'module', shortCircuit: true };
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!url.startsWith(sources) || !url.endsWith('.ts')) return next(url, context);
    const { outputText } = ts.transpileModule(readFileSync(fileURLToPath(url), 'utf8'), { compilerOptions });
    return { format: 'module', source: outputText, shortCircuit: true };
  },
});

const { createRouter } = (await import(`${sources}index.ts`)) as { createRouter: () => RequestListener };
const server = createServer(createRouter());
server.listen(0, '127.0.0.1', () => {
  reportTo((server.address() as AddressInfo).port);
});

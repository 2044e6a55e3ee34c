import { openApp } from '../../src/app.ts';
import { readConfiguration } from '../../src/config/index.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import { settings } from '../settings.ts';

const silent = () => undefined;
export const log: Logger = { debug: silent, info: silent, warn: console.error, error: console.error };

export const configuration = readConfiguration(
  {},
  {
    MONGODB_URI: settings.uri,
    MONGODB_DATABASE: settings.database,
    AUTH_SECRET: settings.secret,
    PORT: '0',
    GRAPH_ENGINE: process.env.GRAPH_ENGINE,
  },
);

export const openBenchApp = () =>
  openApp(configuration, { log, onProgress: silent, signal: new AbortController().signal });

import { runCommandLine } from './cli/command-line.ts';

// Exits explicitly: a connection that the driver cannot close must not keep the process alive.
process.exit(await runCommandLine(process.argv));

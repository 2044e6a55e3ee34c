import { runCommandLine } from './cli/command-line.ts';

// A connection that the driver cannot close must not keep a process that has done its work.
process.exit(await runCommandLine(process.argv));

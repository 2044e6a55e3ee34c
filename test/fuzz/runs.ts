const { FUZZ_RUNS, FUZZ_SEED } = process.env;

/**
 * Returns the parameters of a property. A failure prints its seed, and `FUZZ_SEED=… FUZZ_RUNS=…` repeats it.
 * @param short number of runs without FUZZ_RUNS
 */
export const fuzzRuns = (short: number) => ({
  numRuns: FUZZ_RUNS === undefined ? short : Number(FUZZ_RUNS),
  ...(FUZZ_SEED !== undefined && { seed: Number(FUZZ_SEED) }),
  endOnFailure: true,
});

/** Time limit of a fuzz test, in milliseconds. */
export const fuzzTimeLimitMs = FUZZ_RUNS === undefined ? 60_000 : 30 * 60_000;

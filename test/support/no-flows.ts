/** Flow dependency for tests in which no interaction belongs to a flow. */
export const noFlows = {
  mayStartFrom: (): Promise<boolean> => Promise.reject(new Error('This test has no flows.')),
  recordInteraction: (): Promise<void> => Promise.reject(new Error('This test has no flows.')),
};

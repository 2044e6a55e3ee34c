/** For interactions that are begun without a flow. */
export const noFlows = {
  mayStartFrom: (): Promise<boolean> => Promise.reject(new Error('Nobody begins with a flow here.')),
  recordInteraction: (): Promise<void> => Promise.reject(new Error('Nobody begins with a flow here.')),
};

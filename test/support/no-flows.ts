/** For interactions that are begun without a flow. */
export const noFlows = {
  mayFollow: (): Promise<boolean> => Promise.reject(new Error('Nobody begins with a flow here.')),
  followedBy: (): Promise<void> => Promise.reject(new Error('Nobody begins with a flow here.')),
};

const maxLength = 500;

/**
 * What graphql says is wrong with a request, without the suggestions that would spell out a hidden schema, and without the whole of a
 * value that was sent, in each error anew.
 */
export const forClients = (message: string): string => {
  const plain = message.replace(/ Did you mean [^?]*\?$/, '');
  return plain.length > maxLength ? `${plain.slice(0, maxLength)} …` : plain;
};

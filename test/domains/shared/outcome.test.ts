import { GraphQLEnumType } from 'graphql';
import { refused, type OperationStatus } from '../../../src/domains/shared/outcome.ts';
import { bareGraph } from '../../support/every-field.ts';

test('CH-16 the statusCode of a status is its position in the enum of the schema', () => {
  const type = bareGraph().schema.getType('OperationStatus');
  if (!(type instanceof GraphQLEnumType)) throw new Error('OperationStatus is not an enum.');
  const names = type.getValues().map(({ name }) => name as OperationStatus);
  expect(names.map((status) => refused({ status, message: '' }).statusCode)).toEqual([...names.keys()]);
});

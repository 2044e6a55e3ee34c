import {
  defaultFieldResolver,
  getNamedType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
} from 'graphql';
import type { Caller } from '../auth/index.ts';
import { forbidden, unauthenticated } from '../kernel/errors.ts';
import type { GraphContext } from './context.ts';
import type { Annotations, ScopeGroups } from './directives.ts';

type Resolver = GraphQLFieldResolver<unknown, GraphContext>;

/**
 * Puts before a field's resolver what the SDL asks of the caller: at the field, or else at the type that it returns.
 * At a root a refusal is an error, nested it is null.
 * @returns the resolver as it is, where nothing is asked: compiled execution then reads the property itself
 */
export function guarded(
  annotations: Annotations,
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, GraphContext>,
  isRoot: boolean,
): Resolver | undefined {
  const own = annotations.get(`${parent.name}.${field.name}`);
  const returned = annotations.get(getNamedType(field.type).name);
  // A field that names scopes of its own has said what it asks: who may create a transcript gets what it created back, and may
  // still not read it again.
  const demanded = own?.scopes ?? returned?.scopes;
  const staffOnly = own?.staffOnly === true;
  const authenticated =
    demanded !== undefined || own?.authenticated === true || returned?.authenticated === true;
  const { resolve } = field;
  if (!authenticated && !staffOnly) return resolve;

  const inner = resolve ?? defaultFieldResolver;
  const allowed = (caller: Caller) =>
    !(staffOnly && caller.kind === 'customer') && (demanded === undefined || permits(caller, demanded));
  if (isRoot)
    return (source, args, context, info) => {
      if (context.principal === undefined) throw unauthenticated();
      if (!allowed(context.principal)) throw forbidden();
      return inner(source, args, context, info);
    };
  return (source, args, context, info) =>
    context.principal !== undefined && allowed(context.principal) ? inner(source, args, context, info) : null;
}

export const permits = (caller: Caller, groups: ScopeGroups): boolean =>
  groups.some((group) => group.every((scope) => caller.scopes.has(scope)));

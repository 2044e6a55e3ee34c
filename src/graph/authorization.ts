import {
  defaultFieldResolver,
  getNamedType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Caller } from '../auth/index.ts';
import { forbidden, unauthenticated } from '../kernel/errors.ts';
import type { GraphContext } from './context.ts';
import type { Annotations, ScopeGroups } from './directives.ts';

type Resolver = GraphQLFieldResolver<unknown, GraphContext>;

/** @throws UNAUTHENTICATED or FORBIDDEN for one who may not */
export type RootAuthorizer = (principal: Caller | undefined) => void;

/**
 * What the SDL asks of the caller of a field: at the field, or else at the type that it returns.
 * @returns nothing if all may
 */
function accessRuleFor(
  annotations: Annotations,
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, GraphContext>,
): ((caller: Caller) => boolean) | undefined {
  const own = annotations.get(`${parent.name}.${field.name}`);
  const returned = annotations.get(getNamedType(field.type).name);
  // A field that names scopes of its own has said what it asks: who may create a transcript gets what it created back, and may
  // still not read it again.
  const demanded = own?.scopes ?? returned?.scopes;
  const staffOnly = own?.staffOnly === true;
  const authenticated =
    demanded !== undefined || own?.authenticated === true || returned?.authenticated === true;
  if (!authenticated && !staffOnly) return undefined;
  return (caller) =>
    !(staffOnly && caller.kind === 'customer') && (demanded === undefined || hasScopes(caller, demanded));
}

/** At a root a refusal is an error. */
export function createRootAuthorizer(
  annotations: Annotations,
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, GraphContext>,
): RootAuthorizer | undefined {
  const allowed = accessRuleFor(annotations, parent, field);
  return (
    allowed &&
    ((principal) => {
      if (principal === undefined) throw unauthenticated();
      if (!allowed(principal)) throw forbidden();
    })
  );
}

/**
 * Puts before a root field's resolver, or before what a subscription begins with, what the SDL asks of the caller.
 * @returns the resolver as it is, where nothing is asked: compiled execution then reads the property itself
 */
export function withRootAuthorization(
  admit: RootAuthorizer | undefined,
  resolve: Resolver | undefined,
): Resolver | undefined {
  if (admit === undefined) return resolve;
  const inner = resolve ?? defaultFieldResolver;
  return (source, args, context, info) => {
    admit(context.principal);
    return inner(source, args, context, info);
  };
}

/** The same for all other fields: nested, a refusal is null. */
export function withFieldAuthorization(
  annotations: Annotations,
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, GraphContext>,
): Resolver | undefined {
  const allowed = accessRuleFor(annotations, parent, field);
  const { resolve } = field;
  if (allowed === undefined) return resolve;
  const inner = resolve ?? defaultFieldResolver;
  return (source, args, context, info) =>
    context.principal !== undefined && allowed(context.principal) ? inner(source, args, context, info) : null;
}

/**
 * Puts what annotations ask of callers before the fields of a schema that others resolve: at a root a refusal is an error, nested it is
 * null. Root fields need a token, whatever they say of it.
 */
export function addAuthorization(schema: GraphQLSchema, annotations: Annotations): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(
      type.getFields() as Record<string, GraphQLField<unknown, GraphContext>>,
    )) {
      if (!roots.includes(type)) {
        const resolve = withFieldAuthorization(annotations, type, field);
        if (resolve) field.resolve = resolve;
        continue;
      }
      const own = createRootAuthorizer(annotations, type, field);
      const admit: RootAuthorizer = (principal) => {
        if (principal === undefined) throw unauthenticated();
        own?.(principal);
      };
      field.resolve = withRootAuthorization(admit, field.resolve) ?? defaultFieldResolver;
      if (field.subscribe) field.subscribe = withRootAuthorization(admit, field.subscribe) ?? field.subscribe;
    }
  }
}

export const hasScopes = (caller: Caller, groups: ScopeGroups): boolean =>
  groups.some((group) => group.every((scope) => caller.scopes.has(scope)));

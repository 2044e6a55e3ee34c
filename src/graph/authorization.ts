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
import { forbidden, scopesMissing, unauthenticated, type ScopeGroups } from '../kernel/errors.ts';
import type { GraphContext } from './context.ts';
import type { Annotations } from './directives.ts';

type Field = GraphQLField<unknown, GraphContext>;
type Resolver = GraphQLFieldResolver<unknown, GraphContext>;

/** @throws UNAUTHENTICATED without a caller, FORBIDDEN for a caller without the required scopes */
export type RootAuthorizer = (principal: Caller | undefined) => void;

/** The callers that may read a field. All conditions must hold. */
interface AccessRule {
  readonly scopes: ScopeGroups | undefined;
  readonly staffOnly: boolean;
}

/**
 * Returns the access rule of a field: the rule of the field itself, or else the rule of the type that it returns.
 * @returns undefined if every caller may read the field
 */
function accessRuleFor(
  annotations: Annotations,
  parent: GraphQLObjectType,
  field: Field,
): AccessRule | undefined {
  const own = annotations.get(`${parent.name}.${field.name}`);
  const returned = annotations.get(getNamedType(field.type).name);
  // Scopes of the field replace the scopes of the returned type. A caller who may create a transcript gets the created one back,
  // and still may not read it afterwards.
  const scopes = own?.scopes ?? returned?.scopes;
  const staffOnly = own?.staffOnly === true;
  const authenticated =
    scopes !== undefined || own?.authenticated === true || returned?.authenticated === true;
  return authenticated || staffOnly ? { scopes, staffOnly } : undefined;
}

/** @throws FORBIDDEN with the missing scopes */
function checkAccess({ scopes, staffOnly }: AccessRule, caller: Caller): void {
  if (staffOnly && caller.kind === 'customer') throw forbidden('This is not for customers.');
  if (scopes !== undefined && !hasScopes(caller, scopes)) throw scopesMissing(caller.scopes, scopes);
}

const hasAccess = ({ scopes, staffOnly }: AccessRule, caller: Caller): boolean =>
  !(staffOnly && caller.kind === 'customer') && (scopes === undefined || hasScopes(caller, scopes));

/** Creates the check of a root field. A root field without access answers with an error. */
export function createRootAuthorizer(
  annotations: Annotations,
  parent: GraphQLObjectType,
  field: Field,
): RootAuthorizer | undefined {
  const rule = accessRuleFor(annotations, parent, field);
  return (
    rule &&
    ((principal) => {
      if (principal === undefined) throw unauthenticated();
      checkAccess(rule, principal);
    })
  );
}

/**
 * Wraps the `resolve` or `subscribe` function of a root field with the field's check.
 * @returns the function itself if the field has no check, so that compiled execution can read a property without a call
 */
export function withRootAuthorization(
  authorize: RootAuthorizer | undefined,
  resolve: Resolver | undefined,
): Resolver | undefined {
  if (authorize === undefined) return resolve;
  const inner = resolve ?? defaultFieldResolver;
  return (source, args, context, info) => {
    authorize(context.principal);
    return inner(source, args, context, info);
  };
}

/** Wraps the resolver of a nested field with the field's check. A nested field without access answers null. */
export function withFieldAuthorization(
  annotations: Annotations,
  parent: GraphQLObjectType,
  field: Field,
): Resolver | undefined {
  const rule = accessRuleFor(annotations, parent, field);
  const { resolve } = field;
  if (rule === undefined) return resolve;
  const inner = resolve ?? defaultFieldResolver;
  return (source, args, context, info) =>
    context.principal !== undefined && hasAccess(rule, context.principal)
      ? inner(source, args, context, info)
      : null;
}

/**
 * Adds the checks of the annotations to the fields of a stitched schema. Every root field requires a token, with or without an annotation.
 */
export function addAuthorization(schema: GraphQLSchema, annotations: Annotations): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields() as Record<string, Field>)) {
      if (!roots.includes(type)) {
        const resolve = withFieldAuthorization(annotations, type, field);
        if (resolve) field.resolve = resolve;
        continue;
      }
      const own = createRootAuthorizer(annotations, type, field);
      const authorize: RootAuthorizer = (principal) => {
        if (principal === undefined) throw unauthenticated();
        own?.(principal);
      };
      field.resolve = withRootAuthorization(authorize, field.resolve) ?? defaultFieldResolver;
      if (field.subscribe)
        field.subscribe = withRootAuthorization(authorize, field.subscribe) ?? field.subscribe;
    }
  }
}

/** Returns whether the caller has all scopes of at least one group. */
export const hasScopes = (caller: Caller, groups: ScopeGroups): boolean =>
  groups.some((group) => group.every((scope) => caller.scopes.has(scope)));

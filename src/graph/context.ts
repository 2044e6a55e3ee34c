import type { GraphQLResolveInfo } from 'graphql';
import type { Caller } from '../auth/index.ts';
import type { ConnectionFields, Fields, RequestContext } from '../domains/subgraph.ts';
import { unauthenticated } from '../kernel/errors.ts';
import { EntityLoaders } from './loaders.ts';
import type { Planner } from './selection.ts';

/** What one request carries through the graph. */
export class GraphContext implements RequestContext {
  readonly principal: Caller | undefined;
  readonly loaders = new EntityLoaders();
  readonly plan: Planner;

  constructor(principal: Caller | undefined, plan: Planner) {
    this.principal = principal;
    this.plan = plan;
  }

  get caller(): Caller {
    if (this.principal === undefined) throw unauthenticated();
    return this.principal;
  }

  fields(info: GraphQLResolveInfo): Fields {
    return this.plan(info).fields;
  }

  connectionFields(info: GraphQLResolveInfo): ConnectionFields {
    return this.plan(info);
  }
}

import type { GraphQLResolveInfo } from 'graphql';
import type { Caller } from '../auth/index.ts';
import type { ConnectionFields, Fields, RequestContext } from '../domains/shared/subgraph.ts';
import { unauthenticated } from '../kernel/errors.ts';
import { EntityLoaders } from './loaders.ts';
import type { SelectionPlanner } from './selection.ts';

/** What one request carries through the graph. */
export class GraphContext implements RequestContext {
  readonly principal: Caller | undefined;
  readonly loaders = new EntityLoaders();
  readonly plan: SelectionPlanner;
  readonly spend: () => void;

  /** @param spend counts an operation against the caller's rate, and throws RATE_LIMITED; nothing is counted if it is left out */
  constructor(principal: Caller | undefined, plan: SelectionPlanner, spend: () => void = free) {
    this.principal = principal;
    this.plan = plan;
    this.spend = spend;
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

const free = () => undefined;

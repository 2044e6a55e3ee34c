import type { GraphQLResolveInfo } from 'graphql';
import type { Caller } from '../auth/index.ts';
import type { ConnectionFields, Fields, RequestContext } from '../domains/shared/subgraph.ts';
import { unauthenticated } from '../kernel/errors.ts';
import { EntityLoaders } from './loaders.ts';
import type { SelectionPlanner } from './selection.ts';

/** Context of one request: passed to every resolver of its operation. */
export class GraphContext implements RequestContext {
  readonly principal: Caller | undefined;
  readonly loaders = new EntityLoaders();
  readonly plan: SelectionPlanner;
  readonly spend: () => void;

  /** @param spend counts one operation against the caller's rate and throws RATE_LIMITED. Default: no limit. */
  constructor(principal: Caller | undefined, plan: SelectionPlanner, spend: () => void = () => undefined) {
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

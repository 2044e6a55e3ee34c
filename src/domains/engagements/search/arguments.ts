import type { PageArguments } from '../../../kernel/paging.ts';
import type { AlertedMcs } from '../model.ts';
import type { KeywordArea } from './areas.ts';
import type { EngagementSort } from './order.ts';

type Maybe<Value> = Value | null | undefined;

/** An unchecked range. Each criterion decides which ends are required. */
export interface Range {
  readonly from?: Maybe<number>;
  readonly to?: Maybe<number>;
}

/** The schema's EngagementFilter, unchecked. */
export interface EngagementFilter {
  readonly start?: Maybe<{ readonly from: Date; readonly to: Date }>;
  readonly keyword?: Maybe<string>;
  readonly keywordAreas?: Maybe<readonly KeywordArea[]>;
  readonly skillIds?: Maybe<readonly string[]>;
  readonly agentIds?: Maybe<readonly string[]>;
  readonly agentGroupIds?: Maybe<readonly string[]>;
  readonly duration?: Maybe<Range>;
  readonly interactive?: Maybe<boolean>;
  readonly visitorId?: Maybe<string>;
  readonly channel?: Maybe<string>;
  readonly engagementId?: Maybe<string>;
  readonly alertedMcs?: Maybe<readonly AlertedMcs[]>;
  readonly chatMcs?: Maybe<Range>;
  readonly hasInteractiveCoBrowse?: Maybe<boolean>;
  readonly coBrowseDuration?: Maybe<Range>;
  readonly lineContentTypes?: Maybe<readonly 'RICH_CONTENT'[]>;
  readonly includeOpen?: Maybe<boolean>;
  readonly and?: Maybe<readonly EngagementFilter[]>;
  readonly or?: Maybe<readonly EngagementFilter[]>;
  readonly not?: Maybe<readonly EngagementFilter[]>;
}

export interface EngagementSearchArguments extends PageArguments {
  readonly filter: EngagementFilter;
  readonly sort?: Maybe<readonly EngagementSort[]>;
  readonly offset?: Maybe<number>;
  readonly limit?: Maybe<number>;
}

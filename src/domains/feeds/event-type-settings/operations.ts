import type { Caller } from '../../../auth/index.ts';
import { invalid } from '../../../kernel/errors.ts';
import { checkedId } from '../../../kernel/global-id.ts';
import { isSameNamespace } from '../identity.ts';
import { feedActivities, type FeedActivity, type FeedSource, type Namespace } from '../model.ts';
import { activityOf, namespaceIn } from '../parse/activity.ts';
import { checkCanSeeFeeds, canSeeFeeds } from '../visibility.ts';
import type { DisabledTypeStore } from './store.ts';

export interface EnvironmentArguments {
  readonly companyId?: string | null | undefined;
  readonly environment?: string | null | undefined;
}

/** Which events are taken of one environment. */
export interface EventTypeSettings extends Namespace {
  readonly on: readonly FeedActivity[];
  readonly off: readonly FeedActivity[];
}

/** Whether events of a kind are off, as it was when this was read. */
export type IsOff = (source: FeedSource, value: unknown) => boolean;

export type EventTypeOperations = ReturnType<typeof createEventTypeOperations>;

/** They are all read for each batch. */
const maxOff = 1000;

export function createEventTypeOperations(store: DisabledTypeStore) {
  const read = (tenant: string) => store.list(tenant, maxOff);

  async function switchesOf(tenant: string, owner: Namespace): Promise<EventTypeSettings> {
    const off = (await read(tenant)).filter((one) => isSameNamespace(one, owner));
    return recordOf(owner, off);
  }

  return {
    /** To be asked once for a batch. */
    isOff: async (tenant: string): Promise<IsOff> => {
      const off = await read(tenant);
      if (off.length === 0) return () => false;
      const names = new Set(off.map(nameOf));
      return (source, value) => {
        const activityType = activityOf(source, value);
        return (
          activityType !== undefined && names.has(nameOf({ ...namespaceIn(source, value), activityType }))
        );
      };
    },

    async readSwitches(
      caller: Caller,
      args: EnvironmentArguments,
    ): Promise<readonly EventTypeSettings[] | null> {
      if (!canSeeFeeds(caller)) return null;
      const owner = checkedOwner(args);
      if (Object.keys(owner).length > 0) return [await switchesOf(caller.tenant, owner)];
      const all = Map.groupBy(await read(caller.tenant), ({ companyId, environment }) =>
        JSON.stringify([companyId, environment]),
      );
      return [...all.values()].flatMap(([first, ...others]) =>
        first === undefined ? [] : [recordOf(first, [first, ...others])],
      );
    },

    /** From the next batch on. What came before stays. */
    async setSwitch(
      caller: Caller,
      { activityType, isOn, ...args }: EnvironmentArguments & { activityType: FeedActivity; isOn: boolean },
    ): Promise<EventTypeSettings> {
      checkCanSeeFeeds(caller);
      const owner = checkedOwner(args);
      if (isOn) await store.on(caller.tenant, { ...owner, activityType });
      else {
        const off = await read(caller.tenant);
        const isNew = !off.some((one) => one.activityType === activityType && isSameNamespace(one, owner));
        if (isNew && off.length >= maxOff)
          throw invalid('isOn', `is false for ${maxOff} event types and environments, and no more may be`);
        await store.off(caller.tenant, { ...owner, activityType });
      }
      return switchesOf(caller.tenant, owner);
    },
  };
}

function checkedOwner({ companyId, environment }: EnvironmentArguments): Namespace {
  return {
    ...(companyId == null ? {} : { companyId: checkedId('companyId', companyId) }),
    ...(environment == null ? {} : { environment: checkedId('environment', environment) }),
  };
}

function recordOf(
  { companyId, environment }: Namespace,
  switches: readonly { readonly activityType: FeedActivity }[],
): EventTypeSettings {
  const isOff = (activity: FeedActivity) => switches.some(({ activityType }) => activityType === activity);
  return {
    ...(companyId === undefined ? {} : { companyId }),
    ...(environment === undefined ? {} : { environment }),
    on: feedActivities.filter((activity) => !isOff(activity)),
    off: feedActivities.filter(isOff),
  };
}

const nameOf = ({
  companyId,
  environment,
  activityType,
}: Namespace & { readonly activityType: FeedActivity }): string =>
  JSON.stringify([companyId ?? null, environment ?? null, activityType]);

import type { Caller } from '../../../auth/index.ts';
import { bind } from '../../../kernel/bind.ts';
import { invalid } from '../../../kernel/errors.ts';
import { checkedId } from '../../../kernel/global-id.ts';
import type { FeedDependencies } from '../dependencies.ts';
import { isSameNamespace, namespaceOf } from '../identity.ts';
import {
  feedActivities,
  type FeedActivity,
  type FeedSource,
  type Namespace,
  canSeeFeeds,
  checkCanSeeFeeds,
} from '../model.ts';
import { activityOf, namespaceIn } from '../parse/activity.ts';
import { typeKeyOf, type DisabledType } from './store.ts';

type Dependencies = Pick<FeedDependencies, 'disabledTypes'>;

interface NamespaceArguments {
  readonly companyId?: string | null | undefined;
  readonly environment?: string | null | undefined;
}

/** The event types that are on and off in one namespace. */
export interface EventTypeSettings extends Namespace {
  readonly on: readonly FeedActivity[];
  readonly off: readonly FeedActivity[];
}

export type EventTypeOperations = ReturnType<typeof createEventTypeOperations>;

/** Every batch reads all of them. */
const maxDisabled = 1000;

export const createEventTypeOperations = (deps: Dependencies) => bind(deps, { readSettings, setEventType });

/** Reads the settings once per batch. @returns a function that says whether the type of an event is off */
export async function readDisabledTypes(
  { disabledTypes }: Dependencies,
  tenant: string,
): Promise<(source: FeedSource, value: unknown) => boolean> {
  const disabled = new Set((await disabledTypes.list(tenant, maxDisabled)).map(typeKeyOf));
  if (disabled.size === 0) return () => false;
  return (source, value) => {
    const activityType = activityOf(source, value);
    return (
      activityType !== undefined && disabled.has(typeKeyOf({ ...namespaceIn(source, value), activityType }))
    );
  };
}

/** Returns the settings of one namespace, or without arguments of all namespaces in which a type is off. */
async function readSettings(
  { disabledTypes }: Dependencies,
  caller: Caller,
  args: NamespaceArguments,
): Promise<readonly EventTypeSettings[] | null> {
  if (!canSeeFeeds(caller)) return null;
  const disabled = await disabledTypes.list(caller.tenant, maxDisabled);
  const namespace = checkedNamespace(args);
  if (Object.keys(namespace).length > 0) return [settingsOf(namespace, disabled)];
  const namespaces = new Map(disabled.map((one) => [JSON.stringify(namespaceOf(one)), namespaceOf(one)]));
  return [...namespaces.values()].map((one) => settingsOf(one, disabled));
}

/** Switches an event type on or off from the next batch on. Stored events stay. */
async function setEventType(
  { disabledTypes }: Dependencies,
  caller: Caller,
  { activityType, isOn, ...args }: NamespaceArguments & { activityType: FeedActivity; isOn: boolean },
): Promise<EventTypeSettings> {
  checkCanSeeFeeds(caller);
  const namespace = checkedNamespace(args);
  if (isOn) await disabledTypes.enable(caller.tenant, { ...namespace, activityType });
  else {
    const disabled = await disabledTypes.list(caller.tenant, maxDisabled);
    const isNew = !disabled.some(
      (one) => one.activityType === activityType && isSameNamespace(one, namespace),
    );
    if (isNew && disabled.length >= maxDisabled)
      throw invalid('isOn', `is false for ${maxDisabled} event types and environments, which is the limit`);
    await disabledTypes.disable(caller.tenant, { ...namespace, activityType });
  }
  return settingsOf(namespace, await disabledTypes.list(caller.tenant, maxDisabled));
}

const checkedNamespace = ({ companyId, environment }: NamespaceArguments): Namespace =>
  namespaceOf({
    ...(companyId == null ? {} : { companyId: checkedId('companyId', companyId) }),
    ...(environment == null ? {} : { environment: checkedId('environment', environment) }),
  });

function settingsOf(namespace: Namespace, disabled: readonly DisabledType[]): EventTypeSettings {
  const here = disabled.filter((one) => isSameNamespace(one, namespace));
  const isOff = (activity: FeedActivity) => here.some(({ activityType }) => activityType === activity);
  return {
    ...namespace,
    on: feedActivities.filter((activity) => !isOff(activity)),
    off: feedActivities.filter(isOff),
  };
}

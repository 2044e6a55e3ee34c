import type { Collection, Document } from 'mongodb';
import { isInBackground } from '../kernel/background-context.ts';

/** The methods that send a command, with the position of their options. */
const optionsAt = {
  aggregate: 1,
  bulkWrite: 1,
  countDocuments: 1,
  deleteMany: 1,
  deleteOne: 1,
  distinct: 2,
  find: 1,
  findOne: 1,
  findOneAndDelete: 1,
  findOneAndUpdate: 2,
  insertMany: 1,
  insertOne: 1,
  replaceOne: 2,
  updateMany: 2,
  updateOne: 2,
} satisfies Partial<Record<keyof Collection, number>>;

/**
 * Returns the collection with a comment on each command that a background loop sends. In MongoDB's profiler and logs the comment tells
 * the work of sweeps from the work of requests.
 */
export function withBackgroundComment<Doc extends Document>(collection: Collection<Doc>): Collection<Doc> {
  return new Proxy(collection, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        if (name in optionsAt && isInBackground()) {
          const at = optionsAt[name as keyof typeof optionsAt];
          args[at] = { comment: 'sweep', ...(args[at] as object | undefined) };
        }
        return Reflect.apply(member, target, args);
      };
    },
  });
}

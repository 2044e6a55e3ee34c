/** The fields of every document. `_id` is the tenant and the natural id, so that the primary key also begins with the tenant. */
export interface TenantDocument {
  readonly _id: string;
  readonly tenant: string;
}

/** Returns the `_id` of a document. It is unambiguous, since the name of a tenant has no colon. */
export const documentId = (tenant: string, naturalId: string): string => `${tenant}:${naturalId}`;

import { DomainError, type ErrorCode } from '../../../kernel/errors.ts';

export const refusal = (code: ErrorCode, field: string, reason: string): DomainError =>
  new DomainError(code, `${field}: ${reason}`, { field, reason });

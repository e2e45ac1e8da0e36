import { type ErrorCode, refusalOf } from '@zhunsheng/contract';

/** A refusal: something a user asked for that cannot be done, by a code that the contract declares. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, details?: Readonly<Record<string, unknown>>) {
    super(refusalOf(code).message);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** Input that reads well but cannot be; said by field, as the checks of the contract are. */
export class InputError extends AppError {
  readonly issues: readonly { readonly field: string; readonly message: string }[];

  constructor(issues: readonly { readonly field: string; readonly message: string }[]) {
    super('request.invalid');
    this.issues = issues;
  }
}

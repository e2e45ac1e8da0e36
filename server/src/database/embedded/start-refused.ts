/** Why the database cannot start, said so that the operator can mend it. */
export class StartRefused extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = 'StartRefused';
    this.hint = hint;
  }
}

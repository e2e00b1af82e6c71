import 'vitest';

/** What the global set-up tells the tests; import this file for its types. */
declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only an interface can be added to.
  export interface ProvidedContext {
    postgresUrl: string;
    templateDatabase: string;
  }
}

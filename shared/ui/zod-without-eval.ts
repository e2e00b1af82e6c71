import { config } from 'zod';

// Zod compiles its parsers with `new Function` where it may. Here the CSP forbids it and would complain of each try. This
// is imported before any schema is made.
config({ jitless: true });

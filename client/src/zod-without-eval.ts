import { config } from 'zod';

// Zod would compile parsers with `new Function`, which the page's content security policy forbids. Must run before any
// schema is made, so main.tsx imports this file first.
config({ jitless: true });

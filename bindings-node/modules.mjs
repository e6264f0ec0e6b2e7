// Made from the table of functions by `cargo xtask generate`; changes here are lost.

import modules from './dist/modules.js';

export const { upi, mandateCalendar, settlements, splitAccounts, webhooks } = modules;

// Made from the table of functions by `cargo xtask generate`; changes here are lost.

import { functionsOf } from './functions.js';
import type * as types from './generated.js';
import { more as webhooksMore, type WebhooksMore } from './webhooks.js';

/** The `upi` functions: they need no client and answer at once. */
export const upi: types.UpiFunctions = functionsOf('upi');

/** The `mandateCalendar` functions: they need no client and answer at once. */
export const mandateCalendar: types.MandateCalendarFunctions = functionsOf('mandateCalendar');

/** The `settlements` functions: they need no client and answer at once. */
export const settlements: types.SettlementsFunctions = functionsOf('settlements');

/** The `splitAccounts` functions: they need no client and answer at once. */
export const splitAccounts: types.SplitAccountsFunctions = functionsOf('splitAccounts');

/** The `webhooks` functions: they need no client and answer at once. */
export const webhooks: types.WebhooksFunctions & WebhooksMore = functionsOf('webhooks', webhooksMore);

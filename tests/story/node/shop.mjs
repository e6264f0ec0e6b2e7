// The day with the package as an ES module.

import * as enkash from 'enkash';
import shopDay from './shop-day.cjs';

await shopDay(enkash);

// The day with the package as a CommonJS module.

const enkash = require('enkash');
const shopDay = require('./shop-day.cjs');

shopDay(enkash);

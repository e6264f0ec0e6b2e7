// The same from CommonJS.

import enkash = require('enkash');

export async function paid(client: enkash.Client, orderId: string): Promise<boolean> {
  const order: enkash.Order = await client.orders.get(orderId);
  return order.orderStatus === 'PAID';
}

export const open = (): enkash.Client => enkash.Client.fromEnv({ ENKASH_ACCESS_KEY: 'a', ENKASH_SECRET_KEY: 'b' });

// Starts calls against a gateway that never answers, and then ends in the way its argument says.

import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { Client } from 'enkash';

const way = workerData?.way ?? process.argv[2];
const client = new Client({ accessKey: 'a', secretKey: 'b', baseUrl: process.env.ENKASH_BASE_URL });
const calls = Array.from({ length: 32 }, () => client.orders.get('ORD1'));
for (const call of calls) {
  call.catch(() => {});
}
const later = (work) => setTimeout(work, 50);

if (way === 'exit') {
  later(() => process.exit(0));
} else if (way === 'throw') {
  later(() => {
    throw new Error('a fault of the shop');
  });
} else if (way === 'worker-is-ended' && isMainThread) {
  const workers = Array.from(
    { length: 3 },
    () => new Worker(new URL(import.meta.url), { workerData: { way: 'wait' } }),
  );
  later(async () => {
    await Promise.all(workers.map((worker) => worker.terminate()));
    console.log('workers ended');
    process.exit(0);
  });
} else if (way === 'workers-come-and-go' && isMainThread) {
  // Ended in any moment of their life: while they load the addon, call, or are being answered.
  let left = 24;
  const ended = () => {
    left -= 1;
    if (left === 0) {
      console.log('workers ended');
      process.exit(0);
    }
  };
  for (let n = 0; n < 24; n += 1) {
    const worker = new Worker(new URL(import.meta.url), { workerData: { way: 'wait' } });
    worker.on('exit', ended);
    worker.on('error', (error) => {
      console.error(error);
      process.exit(8);
    });
    setTimeout(() => worker.terminate(), n * 5);
  }
} else if (way === 'worker-exits' && isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { way: 'exit' } });
  worker.on('exit', () => {
    console.log('workers ended');
    process.exit(0);
  });
}

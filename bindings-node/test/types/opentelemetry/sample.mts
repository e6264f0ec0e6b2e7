// The API of OpenTelemetry is what the adapter takes. Apart from the other sample, because its types need those of Node.

import * as api from '@opentelemetry/api';
import { openTelemetry } from 'enkash';

export const end: () => void = openTelemetry(api);

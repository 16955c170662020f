import type { ReplayOptions } from '../webhook-sender.ts';

/** Which events to send again, and how: `{ events?, types?, times?, shuffle?, concurrency? }`; all events when none are named. */
export function replayOrder(body: Record<string, unknown>): {
  isWanted: (id: string, type: string) => boolean;
  options: ReplayOptions;
} {
  const { events, types, times, concurrency } = body;
  return {
    isWanted: (id, type) =>
      (!Array.isArray(events) || events.includes(id)) && (!Array.isArray(types) || types.includes(type)),
    options: {
      ...(typeof times === 'number' ? { times } : {}),
      ...(typeof concurrency === 'number' ? { concurrency } : {}),
      shuffle: body.shuffle === true,
    },
  };
}

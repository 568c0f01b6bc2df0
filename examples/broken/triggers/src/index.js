import { invokeRemote } from '@forge/api';

/** Takes one event from the queue and hands it to the remote once more. */
export const retryUpdate = async (event) => {
  const response = await invokeRemote('tracker', {
    path: '/retries',
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(event.body),
  });
  if (!response.ok) {
    throw new Error(`The tracker answered ${response.status}`);
  }
};

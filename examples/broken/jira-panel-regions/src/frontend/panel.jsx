import React, { useEffect, useState } from 'react';
import ForgeReconciler, { Text } from '@forge/react';
import { invokeRemote } from '@forge/bridge';

const Panel = () => {
  const [score, setScore] = useState(null);
  useEffect(() => {
    // The path is the caller's: the endpoint in the manifest has no route.
    invokeRemote({ path: '/score', method: 'GET' }).then(({ body }) => setScore(body.score));
  }, []);
  return <Text>{score === null ? 'Loading…' : `Risk: ${score}`}</Text>;
};

ForgeReconciler.render(<Panel />);

import React, { useEffect, useState } from 'react';
import ForgeReconciler, { Text } from '@forge/react';
import { invokeRemote } from '@forge/bridge';

const Report = () => {
  const [weeks, setWeeks] = useState([]);
  useEffect(() => {
    invokeRemote({ path: '/history', method: 'GET' }).then(({ body }) => setWeeks(body.weeks));
  }, []);
  return weeks.map(({ week, score }) => <Text key={week}>{`${week}: ${score}`}</Text>);
};

ForgeReconciler.render(<Report />);

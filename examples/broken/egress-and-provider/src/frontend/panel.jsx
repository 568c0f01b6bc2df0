import React, { useEffect, useState } from 'react';
import ForgeReconciler, { Image } from '@forge/react';
import { invoke } from '@forge/bridge';

const Panel = () => {
  const [files, setFiles] = useState([]);
  useEffect(() => {
    invoke('list').then(setFiles);
  }, []);
  return files.map(({ id, thumbnail, name }) => <Image key={id} src={thumbnail} alt={name} />);
};

ForgeReconciler.render(<Panel />);

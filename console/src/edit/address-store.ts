import { useState } from 'react';

/** An address may be a secret, as those of chats are: it stays in the tab, never in the console's own address. */
const name = 'finehook.new-address';

export function useKeptAddress(): readonly [address: string, keep: (address: string) => void] {
  const [address, setAddress] = useState(() => sessionStorage.getItem(name) ?? '');
  return [
    address,
    changed => {
      if (changed === '') sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, changed);
      setAddress(changed);
    },
  ];
}

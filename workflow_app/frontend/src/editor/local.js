// What is not saved yet, kept in the browser (IndexedDB), one copy a draft: {edition, at, files}.
// A draft holds no personal data.
const NAME = "somlos-utkast";
const STORE = "kopier";

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** A browser that keeps nothing (a private window, a full disk) is no reason not to save: then there is no copy. */
const run = (mode, act) => attempt(mode, act).catch((error) => void console.warn("local copy:", error));

async function attempt(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const keep = (draft, copy) => run("readwrite", (copies) => copies.put(copy, draft));
export const kept = (draft) => run("readonly", (copies) => copies.get(draft));
export const drop = (draft) => run("readwrite", (copies) => copies.delete(draft));

"""How the schema came to be; run by `prosesser.store.schema`."""

// Settings stand in a component at paths such as "validate.required".

/** What stands at a path; undefined for nothing. */
export function at(field, path) {
  return path.split(".").reduce((part, name) => part?.[name], field);
}

/** The component's own property that has to change for a path to hold a value; undefined takes it away. */
export function put(field, path, value) {
  const [own, ...inner] = path.split(".");
  if (!inner.length) return { [own]: value };
  const [name] = inner;
  const { [name]: _before, ...others } = field[own] ?? {};
  const holder = value === undefined ? others : { ...field[own], [name]: value };
  return { [own]: Object.keys(holder).length ? holder : undefined };
}

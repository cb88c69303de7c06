// Keys of fields: the names under which expressions read the answers. Pure functions over a schema.
const FOLDED = { æ: "ae", ø: "o", å: "a", ä: "a", ö: "o", é: "e", ü: "u" };
const LONGEST = 60;
export const PLAIN = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** "Når skjedde det?" -> "nar_skjedde_det"; empty where nothing is left. */
export function slug(label) {
  const folded = label.toLowerCase().replace(/[^a-z0-9]/g, (sign) => FOLDED[sign] ?? " ");
  const name = folded.trim().replace(/ +/g, "_").slice(0, LONGEST).replace(/_+$/, "");
  return PLAIN.test(name) ? name : "";
}

/** The keys that are read side by side with those of a container: of a list's row, or of the whole form. */
export function levelOf(schema, id) {
  const found = levels(schema.components, [], schema.id).find(({ ids }) => ids.includes(id));
  return found?.keys ?? [];
}

function levels(components, above, id) {
  const level = { ids: [id], keys: [] };
  const all = [level];
  const into = (parts) => {
    for (const part of parts) {
      const key = part.key ?? (part.type === "dynamiclist" ? part.path : undefined);
      if (key) level.keys.push(key);
      if (part.type === "dynamiclist") all.push(...levels(part.components ?? [], above, part.id));
      else if (part.components) {
        level.ids.push(part.id);
        into(part.components);
      }
    }
  };
  into(components);
  return all;
}

/** The name, or with a number after it, that is not among those taken. */
export function unused(name, taken) {
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? name : `${name}_${number}`;
    if (!taken.includes(tried)) return tried;
  }
}

/** Everything in a form, those in groups and rows too, in order. */
export function walk(components) {
  return components.flatMap((part) => [part, ...walk(part.components ?? [])]);
}

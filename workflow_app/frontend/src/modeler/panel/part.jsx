// Part: who works in a lane, as a constant or as FEEL over the facts.
import { kind, property, setProperty } from "../properties.js";
import { choice, feelField } from "./fields.jsx";

const BY_FEEL = "=";

export function partyGroups(shape, injector) {
  if (kind(shape) !== "lane") return [];
  const { parties } = injector.get("dictionary");
  const value = () => property(shape, "part") ?? "";
  const store = (text) => setProperty(injector, shape, "part", text || undefined);
  const constants = [...new Set([...parties, ...(value() && !isFeel(value()) ? [value()] : [])])];
  const which = choice(
    "part-valg",
    "Hvem arbeider i banen?",
    [["", "Ikke valgt"], ...constants.map((party) => [party, party]), [BY_FEEL, "Følger av sakens fakta (FEEL)"]],
    () => (isFeel(value()) ? BY_FEEL : value()),
    (_, chosen) => store(chosen === BY_FEEL ? `="${constants[0] ?? ""}"` : chosen),
  );
  const feel = feelField("part-feel", "Part", value, (_, text) => store(text), {
    description: "Gir navnet på parten. Åpne oppgaver flytter seg når fakta endres.",
  });
  return [{ id: "part", label: "Part", entries: isFeel(value()) ? [which, feel] : [which], shouldOpen: true }];
}

function isFeel(text) {
  return text.startsWith("=");
}

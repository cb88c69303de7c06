// Krav: the clauses of the routine that an element realises, picked from the bundle's catalogue.
import { property, setProperty } from "../properties.js";
import { useService } from "bpmn-js-properties-panel";
import { useId, useState } from "@bpmn-io/properties-panel/preact/hooks";

export function clauseGroups(shape, injector) {
  const { clauses } = injector.get("dictionary");
  if (!clauses.length) return [];
  return [{ id: "krav", label: "Krav", entries: [{ id: "krav", component: Clauses, isEdited: () => chosen(shape).length > 0 }] }];
}

function chosen(shape) {
  return (property(shape, "krav") ?? "").split(/\s+/).filter(Boolean);
}

function Clauses({ element }) {
  const injector = useService("injector");
  const { clauses } = useService("dictionary");
  const [wanted, setWanted] = useState("");
  const field = useId();
  const ids = chosen(element);
  const store = (next) => setProperty(injector, element, "krav", next.join(" ") || undefined);
  const left = clauses.filter(({ id }) => !ids.includes(id));
  const found = matching(left, wanted);
  return (
    <div class="bio-properties-panel-entry" data-entry-id="krav">
      <input type="hidden" class="bio-properties-panel-input" value={ids.join(" ")} />
      <ul class="panel-clauses">
        {ids.map((id) => (
          <Clause key={id} id={id} clause={clauses.find((each) => each.id === id)} remove={() => store(ids.filter((its) => its !== id))} />
        ))}
      </ul>
      {!ids.length && <p class="panel-note">Elementet oppfyller ingen krav ennå.</p>}
      <label class="bio-properties-panel-label" for={field}>
        Finn krav
      </label>
      <input
        id={field}
        class="bio-properties-panel-input"
        type="search"
        autocomplete="off"
        value={wanted}
        placeholder="Skriv et ord eller en paragraf"
        onInput={({ target }) => setWanted(target.value)}
      />
      {wanted && (
        <ul class="panel-found" aria-label="Krav som passer">
          {found.map(({ id, clause, text }) => (
            <li key={id}>
              <button type="button" onClick={() => (store([...ids, id]), setWanted(""))}>
                <b>{clause || id}</b> {text}
              </button>
            </li>
          ))}
          {!found.length && <li>Ingen krav passer. Prøv et annet ord.</li>}
        </ul>
      )}
    </div>
  );
}

function Clause({ id, clause, remove }) {
  const name = clause?.clause || id;
  return (
    <li>
      <span>
        <b>{name}</b> {clause ? clause.text : "Kravet står ikke i katalogen."}
      </span>
      <button type="button" class="panel-remove" aria-label={`Ta bort ${name} (${id})`} title="Ta bort" onClick={remove}>
        ×
      </button>
    </li>
  );
}

const MOST = 8;

function matching(clauses, wanted) {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ id, clause, text }) => words.every((word) => `${id} ${clause} ${text}`.toLowerCase().includes(word));
  return clauses.filter(fits).slice(0, MOST);
}

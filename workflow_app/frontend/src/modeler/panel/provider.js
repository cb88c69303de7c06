// Which groups the panel shows, and in which order: Camunda 8's that we run, and ours.
import { kind } from "../properties.js";
import { clauseGroups } from "./krav.jsx";
import { deadlineGroups } from "./frist.jsx";
import { formGroups } from "./skjema.jsx";
import { partyGroups } from "./part.jsx";
import { propertyGroups } from "./egenskaper.jsx";
import { speakingOurFeel } from "./fields.jsx";

const AFTER_THE_OTHERS = 100;

// Camunda's groups that we keep, by the extension element that each writes; ours stand for the rest.
const KEPT = {
  general: "",
  documentation: "",
  condition: "",
  "event-condition": "",
  message: "",
  multiInstance: "loopCharacteristics",
  outputs: "output",
  assignmentDefinition: "assignmentDefinition",
};
// Of those, the fields that the dialect's table refuses, or that have no effect.
const REFUSED_FIELDS = new Set([
  "assignmentDefinitionCandidateGroups",
  "assignmentDefinitionCandidateUsers",
  "taskScheduleDueDate",
  "taskScheduleFollowUpDate",
  "priorityDefinitionPriority",
  "messageSubscriptionCorrelationKey",
  "multiInstance-outputCollection",
  "multiInstance-outputElement",
  "multiInstance-completionCondition",
  "variableNames",
  "variableEvents",
  "versionTag",
]);
const HELD_OPEN = new Set(["general", "condition", "event-condition"]);

class OurGroups {
  constructor(propertiesPanel, injector, translate, dictionary, eventBus) {
    Object.assign(this, { injector, translate, dictionary });
    propertiesPanel.registerProvider(AFTER_THE_OTHERS, this);
    // A task's panel shows its deadlines, which are elements of their own.
    eventBus.on("commandStack.changed", () => {
      const [selected] = injector.get("selection").get();
      if (selected && kind(selected) === "userTask") eventBus.fire("propertiesPanel.providersChanged");
    });
  }

  getGroups(shape) {
    return (groups) => {
      const kept = groups.filter(({ id }) => this._runs(id)).map((group) => speakingOurFeel(this._running(group)));
      const general = kept.filter(({ id }) => id === "general");
      const others = kept.filter(({ id }) => id !== "general" && id !== "documentation");
      const documentation = kept.filter(({ id }) => id === "documentation");
      const ours = [deadlineGroups, formGroups, partyGroups].flatMap((make) => make(shape, this.injector));
      const more = [clauseGroups, propertyGroups].flatMap((make) => make(shape, this.injector));
      return [...general, ...ours, ...others, ...more, ...documentation].map((group) => this._said(group));
    };
  }

  _runs(id) {
    return id in KEPT && (!KEPT[id] || this.dictionary.runs(KEPT[id]));
  }

  _running(group) {
    return group.entries ? { ...group, entries: group.entries.filter(({ id }) => !REFUSED_FIELDS.has(id)) } : group;
  }

  _said(group) {
    return { shouldOpen: HELD_OPEN.has(group.id), ...group, translate: this.translate };
  }
}

OurGroups.$inject = ["propertiesPanel", "injector", "translate", "dictionary", "eventBus"];

export default { __init__: ["ourGroups"], ourGroups: ["type", OurGroups] };

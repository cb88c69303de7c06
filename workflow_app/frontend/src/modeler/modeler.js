// The editor: bpmn-js with Camunda 8's elements, limited to what we run, in bokmål.
import Modeler from "bpmn-js/lib/Modeler";
import { BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, ZeebePropertiesProviderModule } from "bpmn-js-properties-panel";
import ColorPickerModule from "bpmn-js-color-picker";
import { CreateAppendAnythingModule } from "bpmn-js-create-append-anything";
import ZeebeBehaviorsModule from "camunda-bpmn-js-behaviors/lib/camunda-cloud";
import MinimapModule from "diagram-js-minimap";
import zeebe from "zeebe-bpmn-moddle/resources/zeebe.json";
import { dictionaryModule } from "./dictionary.js";
import PanelModule from "./panel/provider.js";
import SupportedModule, { Supported } from "./supported.js";
import TranslateModule from "./translate.js";

/** Make the editor in its page's elements; `dictionary` is what the server says of the draft. */
export function createModeler({ canvas, panel, dictionary }) {
  return new Modeler({
    container: canvas,
    propertiesPanel: { parent: panel, feelPopupContainer: canvas },
    supported: new Supported(dictionary),
    contextPad: { scale: { min: 1, max: 1.3 } }, // its buttons stay large enough to hit
    moddleExtensions: { zeebe },
    additionalModules: [
      dictionaryModule(dictionary),
      TranslateModule,
      BpmnPropertiesPanelModule,
      BpmnPropertiesProviderModule,
      ZeebePropertiesProviderModule,
      ZeebeBehaviorsModule,
      ColorPickerModule,
      CreateAppendAnythingModule,
      MinimapModule,
      SupportedModule,
      PanelModule,
    ],
  });
}

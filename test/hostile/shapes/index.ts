import { byteShapes, tokenShapes } from "./bytes.ts";
import { characterShapes } from "./characters.ts";
import { derShapes } from "./der.ts";
import { kubeconfigShapes } from "./kubeconfigs.ts";
import type { Shape } from "./shape.ts";
import { syntaxShapes } from "./syntax.ts";

export type { Shape } from "./shape.ts";

/** Every family of hostile input. Adding one is a line in the list of its kind. */
export const shapes: readonly Shape[] = [
  ...syntaxShapes,
  ...characterShapes,
  ...kubeconfigShapes,
  ...byteShapes,
  ...derShapes,
  ...tokenShapes,
];

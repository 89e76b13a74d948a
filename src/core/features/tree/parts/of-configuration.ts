import type { TreeNode } from "../node.ts";
import type { SourceView } from "../view.ts";
import { contexts } from "./contexts.ts";
import { danglingCurrent } from "./dangling-current.ts";
import { files } from "./files.ts";
import { problems } from "./problems.ts";
import { shadowed } from "./shadowed.ts";
import { unused } from "./unused.ts";

/** What stands below a configuration: any number of nodes of a kind, made when somebody looks. */
type ConfigurationPart = (view: SourceView) => Iterable<TreeNode>;

/** Everything below a configuration, in order. Adding a node is its file and its line here. */
export const configurationParts: readonly ConfigurationPart[] = [
  problems,
  danglingCurrent,
  contexts,
  unused,
  shadowed,
  files,
];

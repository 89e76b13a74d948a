export {
  type Arrangeable,
  type Filter,
  filterRows,
  type Group,
  groupRows,
  type SortKey,
  sortRows,
} from "./arrange.ts";
export { buildReport, type ReportInput } from "./build.ts";
export { calendar } from "./calendar.ts";
export { kindName, stateName } from "./columns.ts";
export { csv } from "./csv.ts";
export { kubeadmJson, kubeadmYaml } from "./kubeadm-data.ts";
export { type CertificateExpirationInfo, kubeadmInfo } from "./kubeadm-info.ts";
export { expires, type Generation, kubeadmText, residualTime } from "./kubeadm-text.ts";
export { markdown } from "./markdown.ts";
export type * from "./model.ts";
export type { Presentation } from "./presentation.ts";
export { stateOf, stateOrder } from "./state.ts";
export { wideText } from "./wide.ts";

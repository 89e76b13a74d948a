import type { Command } from "../errors.ts";
import { decideRequest, deleteRequestOf, showIssued } from "../requests/decide.ts";
import { type Listing, listRequests } from "../requests/list.ts";
import { changing } from "./changing.ts";

/** Everything that can be done with the requests for certificates of a cluster. */
export function requestCommands(services: Listing): readonly Command[] {
  return [
    { id: "kubeconfigInspector.listRequests", run: changing(services, listRequests) },
    {
      id: "kubeconfigInspector.approveRequest",
      run: changing(services, (all, argument) => decideRequest(all, argument, "Approved")),
    },
    {
      id: "kubeconfigInspector.denyRequest",
      run: changing(services, (all, argument) => decideRequest(all, argument, "Denied")),
    },
    { id: "kubeconfigInspector.deleteRequest", run: changing(services, deleteRequestOf) },
    { id: "kubeconfigInspector.showIssuedCertificate", run: showIssued },
  ];
}

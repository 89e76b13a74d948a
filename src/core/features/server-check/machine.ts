import { say } from "../../message.ts";
import type { JudgeOptions, ServerFinding } from "./model.ts";
import { called, type Served, topOf } from "./served.ts";
import { type TakeCa, withAdvice } from "./take-ca.ts";

/** A server for which the kubeconfig names no CA, and whom the machine's do not vouch for as far as is known. */
export function machineFinding(
  served: Served,
  { insecure, machineCas }: Pick<JudgeOptions, "insecure" | "machineCas">,
  fix: TakeCa | undefined,
): ServerFinding {
  const issuer = called(topOf(served).issuer);
  if (!insecure && machineCas !== undefined) {
    const what = say(
      'The kubeconfig names no CA for this cluster, and those of this machine do not vouch for the server\'s certificate, which is issued by "{0}".',
      issuer,
    );
    return {
      code: "unknown-authority",
      severity: "error",
      message: withAdvice(what, fix),
      ...(fix && { fix }),
    };
  }
  const message = insecure
    ? say(
        'The kubeconfig names no CA for this cluster and sets insecure-skip-tls-verify, so that kubectl takes any server that answers. This one\'s certificate is issued by "{0}".',
        issuer,
      )
    : say(
        'The kubeconfig names no CA for this cluster, so that kubectl trusts those of its machine, which are not judged here. The server\'s certificate is issued by "{0}".',
        issuer,
      );
  return { code: "ca-of-the-machine", severity: "information", message, ...(fix && { fix }) };
}

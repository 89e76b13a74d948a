import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** The empty one and the removed one have rules of their own. */
const KNOWN = new Set([
  "",
  "client.authentication.k8s.io/v1",
  "client.authentication.k8s.io/v1beta1",
  "client.authentication.k8s.io/v1alpha1",
]);

/** client-go plugin/pkg/client/auth/exec/exec.go knows v1 and v1beta1 only. */
export const execApiVersionUnknown = rule("exec-api-version-unknown", "error", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const exec = entry.exec;
    if (!exec) continue;
    const { apiVersion } = exec.value;
    if (!apiVersion || KNOWN.has(apiVersion.value)) continue;
    const message = say(
      'The exec section of user "{0}" has the apiVersion "{1}". kubectl stops with "invalid apiVersion": use client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1, whichever the plugin speaks.',
      shown(entry.name),
      shown(apiVersion.value),
    );
    yield { ...placeOf(entry, apiVersion), message };
  }
});

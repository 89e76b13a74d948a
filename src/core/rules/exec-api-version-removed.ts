import { say } from "../message.ts";
import { placeOf } from "./place.ts";
import { rule } from "./rule.ts";
import { shown } from "./words.ts";

/** v1alpha1 passes validation and fails when the plugin is to run: client-go plugin/pkg/client/auth/exec/exec.go. */
export const execApiVersionRemoved = rule("exec-api-version-removed", "error", function* ({ facts }) {
  for (const entry of facts.users.keys()) {
    const exec = entry.exec;
    if (!exec) continue;
    const { apiVersion } = exec.value;
    if (apiVersion?.value !== "client.authentication.k8s.io/v1alpha1") continue;
    const message = say(
      'The exec section of user "{0}" asks for client.authentication.k8s.io/v1alpha1, removed in Kubernetes 1.24. kubectl stops with "invalid apiVersion": use client.authentication.k8s.io/v1beta1 or v1, with a plugin that speaks it.',
      shown(entry.name),
    );
    yield { ...placeOf(entry, apiVersion), message };
  }
});

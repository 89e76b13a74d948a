import { type Message, say } from "../../core/message.ts";
import { shown } from "../../core/rules/words.ts";

/** pkg/registry/rbac/validation/rule.go ConfirmNoEscalation. */
const ESCALATION =
  /user "(?<user>[^"]*)" \(groups=\[.*?\]\) is attempting to grant RBAC permissions not currently held:\n(?<rules>.*)$/s;

/** How many rules are named; the others are counted. */
const MOST = 5;

/** Why somebody may not give rights that they do not hold; nothing where the refusal is another. */
export function escalationRefusal(said: string): Message | undefined {
  const { user, rules } = ESCALATION.exec(said)?.groups ?? {};
  if (user === undefined || rules === undefined) return undefined;
  const missing = [...rules.matchAll(/\{([^{}]*)\}/g)].map(([, rule = ""]) => ruleText(rule));
  const named = missing.slice(0, MOST).join("; ");
  const more = missing.length > MOST ? `; … (${missing.length})` : "";
  return say(
    "The user {0} may not give rights that it does not hold itself: {1}. Use a context whose user holds them, or that may escalate roles and bind them.",
    shown(user),
    `${named}${more}`,
  );
}

/** `{APIGroups:["apps"], Resources:["deployments"], Verbs:["get" "list"]}`: `get, list deployments.apps` */
function ruleText(rule: string): string {
  const list = (name: string): readonly string[] => {
    const [, texts = ""] = new RegExp(`\\b${name}:\\[([^\\]]*)\\]`).exec(rule) ?? [];
    return [...texts.matchAll(/"([^"]*)"/g)].map(([, text = ""]) => text);
  };
  const [group = ""] = list("APIGroups");
  const resources = list("Resources").map(each => (group === "" ? each : `${each}.${group}`));
  const names = list("ResourceNames");
  const what = [...resources, ...list("NonResourceURLs")].join(", ");
  const named = names.length === 0 ? "" : ` ${names.join(", ")}`;
  return shown(`${list("Verbs").join(", ")} ${what}${named}`);
}

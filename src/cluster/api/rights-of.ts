import type { KnownRights } from "../../core/features/rights/document.ts";
import { RIGHTS_QUESTIONS } from "../../core/features/rights/questions.ts";
import { inParallel } from "../../core/in-parallel.ts";
import { type Message, say } from "../../core/message.ts";
import { type Attempt, allows, authenticated, effectiveRules, type Person } from "../../core/rbac/index.ts";
import type { Result } from "../../core/result.ts";
import { shown } from "../../core/rules/words.ts";
import type { ClusterClient } from "../client.ts";
import { type ClusterFailure, clusterFailure } from "../http/failure.ts";
import { askRights } from "./ask-rights.ts";
import { type ReadRbac, rbacObjects } from "./rbac-objects.ts";
import { type AskedAs, mayI, mayTheyDo, rulesIn, type Verdict } from "./reviews.ts";

/** Somebody's rights, and how they were found. */
export interface FoundRights extends KnownRights {
  readonly notes: readonly Message[];
}

type Found = Result<FoundRights, ClusterFailure>;

/** What the user of a client may do in a namespace. */
export async function ownRights(
  client: ClusterClient,
  namespace: string,
  signal?: AbortSignal,
): Promise<Found> {
  return rightsAs(client, namespace, { signal }, []);
}

async function rightsAs(
  client: ClusterClient,
  namespace: string,
  as: AskedAs,
  notes: readonly Message[],
): Promise<Found> {
  const rules = await rulesIn(client, namespace, as);
  if (!rules.ok) return rules;
  const answers = await askRights(RIGHTS_QUESTIONS, namespace, attempt => mayI(client, attempt, as));
  return answers.ok
    ? { ok: true, value: { ...rules.value, answers: answers.value, answeredBy: "server", notes } }
    : answers;
}

/**
 * What somebody else may do in a namespace, by the best way that the user of a client has: as them where they may be
 * impersonated, else by reviews about them and by what roles and bindings say.
 * @returns a failure that says which rights are missing where there is no way
 */
export async function rightsOf(
  client: ClusterClient,
  person: Person,
  namespace: string,
  signal?: AbortSignal,
): Promise<Found> {
  const impersonation = await missingToImpersonate(client, person, signal);
  if (!impersonation.ok) return impersonation;
  const missing = impersonation.value;
  if (missing.length === 0) {
    const as = { user: person.user, groups: person.groups, extra: [] };
    const notes = [say("Found by impersonation: the API server was asked as this user.")];
    const found = await rightsAs(client, namespace, { as, signal }, notes);
    if (found.ok || found.code !== "forbidden") return found;
  }
  return rightsWithout(client, authenticated(person), namespace, missing, signal);
}

/** Where the API server cannot be asked as them. */
async function rightsWithout(
  client: ClusterClient,
  person: Person,
  namespace: string,
  missing: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Found> {
  const review = await mayI(client, REVIEW, { signal });
  if (!review.ok) return review;
  const read = await rbacObjects(client, namespace, signal);
  if (!read.ok && read.code !== "forbidden") return read;
  if (!read.ok && !review.value.allowed) return noWay(person, missing);
  const rbac = read.ok ? effectiveRules(person, namespace, read.value) : undefined;
  const decide = (attempt: Attempt): Promise<Result<Verdict, ClusterFailure>> =>
    review.value.allowed
      ? mayTheyDo(client, person, attempt, signal)
      : Promise.resolve({ ok: true, value: { allowed: rbac !== undefined && allows(rbac.rules, attempt) } });
  const answers = await askRights(RIGHTS_QUESTIONS, namespace, decide);
  if (!answers.ok) return answers;
  return {
    ok: true,
    value: {
      ...(rbac && { rules: rbac.rules }),
      incomplete: read.ok && read.value.unread.length > 0,
      answers: answers.value,
      answeredBy: review.value.allowed ? "server" : "rules",
      notes: [
        ...notImpersonated(missing),
        review.value.allowed
          ? say("The answers are those of the API server, asked about this user (SubjectAccessReview).")
          : say(
              "The answers follow from roles and bindings alone: you may not ask the API server about others (create subjectaccessreviews). Another authorizer beside RBAC may allow more.",
            ),
        ...(read.ok
          ? readNotes(read.value, person)
          : [say("The rules are not shown: you may not list roles and bindings.")]),
      ],
    },
  };
}

const REVIEW: Attempt = {
  verb: "create",
  group: "authorization.k8s.io",
  resource: "subjectaccessreviews",
};

function notImpersonated(missing: readonly string[]): readonly Message[] {
  return missing.length === 0
    ? []
    : [say("The API server was not asked as this user: you may not impersonate {0}.", listed(missing))];
}

function readNotes({ unread }: ReadRbac, { groups }: Person): readonly Message[] {
  return [
    ...(unread.length === 0
      ? [say("The rules come from all roles and bindings that matter in this namespace.")]
      : [
          say(
            "You may not list {0}, so the rules that come by these are missing.",
            unread.map(({ list }) => list).join(", "),
          ),
        ]),
    ...(groups.includes("system:masters")
      ? [say("The group system:masters may do anything, past every rule.")]
      : []),
  ];
}

function noWay({ user }: Person, missing: readonly string[]): ClusterFailure {
  return clusterFailure(
    "forbidden",
    say(
      "What {0} may do cannot be found out with this context. One of these rights is needed: to impersonate {1}; to create subjectaccessreviews (authorization.k8s.io); or to list clusterroles, clusterrolebindings, roles and rolebindings. Choose the context of an administrator.",
      shown(user),
      listed(missing),
    ),
  );
}

/** How many are named in a sentence. */
const NAMED = 4;

function listed(rights: readonly string[]): string {
  const more = rights.length - NAMED;
  return [...rights.slice(0, NAMED), ...(more > 0 ? [`… (${more})`] : [])].join(", ");
}

/**
 * Which rights the credential itself lacks for asking as somebody, each as a text; also for a name that no header
 * carries as it is, so that the server would take it for another.
 */
async function missingToImpersonate(
  client: ClusterClient,
  { user, groups }: Person,
  signal: AbortSignal | undefined,
): Promise<Result<readonly string[], ClusterFailure>> {
  const wanted = [
    userAttempt(user),
    ...groups.map((name): Wanted => ({ name, attempt: { verb: "impersonate", resource: "groups", name } })),
  ];
  const verdicts = await inParallel(6, wanted, async ({ name, attempt }) =>
    isHeaderText(name) ? mayI(client, attempt, { as: null, signal }) : REFUSED,
  );
  const failed = verdicts.find(each => !each.ok);
  if (failed?.ok === false) return failed;
  const missing = wanted.filter((_, index) => {
    const verdict = verdicts[index];
    return verdict?.ok === true && !verdict.value.allowed;
  });
  return {
    ok: true,
    value: missing.map(({ name, attempt }) => `${KINDS[attempt.resource]} ${shown(name)}`),
  };
}

interface Wanted {
  readonly name: string;
  readonly attempt: {
    readonly verb: "impersonate";
    readonly resource: keyof typeof KINDS;
    readonly name: string;
    readonly namespace?: string;
  };
}

const KINDS = { users: "User", groups: "Group", serviceaccounts: "ServiceAccount" } as const;

const REFUSED: Result<Verdict, ClusterFailure> = { ok: true, value: { allowed: false } };

/** apiserver pkg/endpoints/filters, impersonation: the name of a service account is asked for as one. */
function userAttempt(user: string): Wanted {
  const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? [];
  return namespace === undefined || account === undefined
    ? { name: user, attempt: { verb: "impersonate", resource: "users", name: user } }
    : {
        name: user,
        attempt: { verb: "impersonate", resource: "serviceaccounts", name: account, namespace },
      };
}

/** What a header carries as it is: Go trims spaces, and takes no control characters. */
function isHeaderText(text: string): boolean {
  return text !== "" && text.trim() === text && !/\p{Cc}/u.test(text);
}

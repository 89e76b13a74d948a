import { config, type RuleCase } from "./case.ts";

export const referenceCases: readonly RuleCase[] = [
  {
    name: "current-context misspelt",
    text: config({ currentContext: "dve" }),
    expected: [
      {
        severity: "error",
        code: "current-context-missing",
        text: "dve",
        message:
          'current-context names "dve", and there is no such context. kubectl stops with "context was not found for specified context". Did you mean "dev"?',
      },
    ],
  },
  {
    name: "current-context like no context",
    text: config({ currentContext: "staging" }),
    expected: [
      {
        severity: "error",
        code: "current-context-missing",
        text: "staging",
        message:
          'current-context names "staging", and there is no such context. kubectl stops with "context was not found for specified context": name one that exists, or run kubectl with --context.',
      },
    ],
  },
  {
    name: "current-context empty",
    text: config({ currentContext: '""' }),
    expected: [
      {
        severity: "hint",
        code: "current-context-empty",
        text: '""',
        message:
          "No context is the current one, so kubectl without --context goes to localhost:8080: set current-context to the one to use.",
      },
    ],
  },
  {
    name: "current-context left out",
    text: config().replace("current-context: dev\n", ""),
    expected: [
      {
        severity: "hint",
        code: "current-context-empty",
        text: "dev",
        message:
          "No context is the current one, so kubectl without --context goes to localhost:8080: set current-context to the one to use.",
      },
    ],
  },
  {
    name: "a cluster misspelt",
    text: config({ context: "cluster: prdo, user: jane" }),
    expected: [
      {
        severity: "hint",
        code: "unreferenced-cluster",
        text: "prod",
        message:
          'No context uses cluster "prod". kubectl uses it only when --cluster names it: remove it, or add a context for it.',
      },
      {
        severity: "error",
        code: "context-cluster-missing",
        text: "prdo",
        message:
          'Context "dev" names cluster "prdo", which does not exist, so kubectl goes to localhost:8080. Did you mean "prod"?',
      },
    ],
  },
  {
    name: "a cluster like none",
    text: config({ context: "cluster: staging, user: jane" }),
    expected: [
      {
        severity: "hint",
        code: "unreferenced-cluster",
        text: "prod",
        message:
          'No context uses cluster "prod". kubectl uses it only when --cluster names it: remove it, or add a context for it.',
      },
      {
        severity: "error",
        code: "context-cluster-missing",
        text: "staging",
        message:
          'Context "dev" names cluster "staging", which does not exist, so kubectl goes to localhost:8080: add the cluster or name one that exists.',
      },
    ],
  },
  {
    name: "no cluster",
    text: config({ context: "user: jane" }),
    expected: [
      {
        severity: "hint",
        code: "unreferenced-cluster",
        text: "prod",
        message:
          'No context uses cluster "prod". kubectl uses it only when --cluster names it: remove it, or add a context for it.',
      },
      {
        severity: "warning",
        code: "context-cluster-missing",
        text: "dev",
        message:
          'Context "dev" names no cluster, so kubectl goes to localhost:8080 unless --cluster or --server is given: set cluster to the name of an entry under clusters.',
      },
    ],
  },
  {
    name: "an empty cluster",
    text: config({ context: 'cluster: "", user: jane' }),
    expected: [
      {
        severity: "hint",
        code: "unreferenced-cluster",
        text: "prod",
        message:
          'No context uses cluster "prod". kubectl uses it only when --cluster names it: remove it, or add a context for it.',
      },
      {
        severity: "warning",
        code: "context-cluster-missing",
        text: '""',
        message:
          'Context "dev" names no cluster, so kubectl goes to localhost:8080 unless --cluster or --server is given: set cluster to the name of an entry under clusters.',
      },
    ],
  },
  {
    name: "a user misspelt",
    text: config({ context: "cluster: prod, user: Jane" }),
    expected: [
      {
        severity: "hint",
        code: "unreferenced-user",
        text: "jane",
        message:
          'No context uses user "jane". kubectl uses it only when --user names it: remove it, or add a context for it.',
      },
      {
        severity: "error",
        code: "context-user-missing",
        text: "Jane",
        message:
          'Context "dev" names user "Jane", which does not exist, so kubectl has no credential and asks for a username. Did you mean "jane"?',
      },
    ],
  },
  {
    name: "a user like none",
    text: config({ context: "cluster: prod, user: administrator" }),
    expected: [
      {
        severity: "hint",
        code: "unreferenced-user",
        text: "jane",
        message:
          'No context uses user "jane". kubectl uses it only when --user names it: remove it, or add a context for it.',
      },
      {
        severity: "error",
        code: "context-user-missing",
        text: "administrator",
        message:
          'Context "dev" names user "administrator", which does not exist, so kubectl has no credential and asks for a username: add the user or name one that exists.',
      },
    ],
  },
  {
    name: "no user",
    text: config({ context: "cluster: prod" }),
    expected: [
      {
        severity: "hint",
        code: "unreferenced-user",
        text: "jane",
        message:
          'No context uses user "jane". kubectl uses it only when --user names it: remove it, or add a context for it.',
      },
      {
        severity: "warning",
        code: "context-user-missing",
        text: "dev",
        message:
          'Context "dev" names no user, so kubectl has no credential and asks for a username unless --user or --token is given: set user to the name of an entry under users.',
      },
    ],
  },
  {
    name: "no user for a server of plain http",
    text: config({ cluster: 'server: "http://h"', context: "cluster: prod" }),
    expected: [
      {
        severity: "hint",
        code: "unreferenced-user",
        text: "jane",
        message:
          'No context uses user "jane". kubectl uses it only when --user names it: remove it, or add a context for it.',
      },
    ],
  },
  {
    name: "names that are secrets of the prototype",
    text: config({ context: "cluster: __proto__, user: constructor" }),
    expected: [
      {
        severity: "hint",
        code: "unreferenced-cluster",
        text: "prod",
        message:
          'No context uses cluster "prod". kubectl uses it only when --cluster names it: remove it, or add a context for it.',
      },
      {
        severity: "hint",
        code: "unreferenced-user",
        text: "jane",
        message:
          'No context uses user "jane". kubectl uses it only when --user names it: remove it, or add a context for it.',
      },
      {
        severity: "error",
        code: "context-cluster-missing",
        text: "__proto__",
        message:
          'Context "dev" names cluster "__proto__", which does not exist, so kubectl goes to localhost:8080: add the cluster or name one that exists.',
      },
      {
        severity: "error",
        code: "context-user-missing",
        text: "constructor",
        message:
          'Context "dev" names user "constructor", which does not exist, so kubectl has no credential and asks for a username: add the user or name one that exists.',
      },
    ],
  },
  {
    name: "a namespace in upper case",
    text: config({ context: "cluster: prod, user: jane, namespace: Team_A" }),
    expected: [
      {
        severity: "warning",
        code: "namespace-invalid",
        text: "Team_A",
        message:
          'The namespace "Team_A" of context "dev" cannot exist: names have lower-case letters, digits and "-", at most 63. kubectl accepts the file and finds nothing there; other clients refuse it.',
      },
    ],
  },
  {
    name: "a namespace of 64 letters",
    text: config({ context: `cluster: prod, user: jane, namespace: ${"a".repeat(64)}` }),
    expected: [
      {
        severity: "warning",
        code: "namespace-invalid",
        text: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        message:
          'The namespace "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" of context "dev" cannot exist: names have lower-case letters, digits and "-", at most 63. kubectl accepts the file and finds nothing there; other clients refuse it.',
      },
    ],
  },
  {
    name: "a namespace of 63 letters",
    text: config({ context: `cluster: prod, user: jane, namespace: ${"a".repeat(63)}` }),
    expected: [],
  },
  {
    name: "a cluster and a user that no context names",
    text: config({
      clusters: '- name: spare\n  cluster: {server: "https://h"}',
      users: "- name: joe\n  user: {token: t}",
    }),
    expected: [
      {
        severity: "hint",
        code: "unreferenced-cluster",
        text: "spare",
        message:
          'No context uses cluster "spare". kubectl uses it only when --cluster names it: remove it, or add a context for it.',
      },
      {
        severity: "hint",
        code: "unreferenced-user",
        text: "joe",
        message:
          'No context uses user "joe". kubectl uses it only when --user names it: remove it, or add a context for it.',
      },
    ],
  },
  {
    name: "a name with line breaks and direction overrides",
    text: config({ context: 'cluster: prod, user: "a\\n\\u202eb"' }),
    expected: [
      {
        severity: "hint",
        code: "unreferenced-user",
        text: "jane",
        message:
          'No context uses user "jane". kubectl uses it only when --user names it: remove it, or add a context for it.',
      },
      {
        severity: "error",
        code: "context-user-missing",
        text: '"a\\n\\u202eb"',
        message:
          'Context "dev" names user "a��b", which does not exist, so kubectl has no credential and asks for a username: add the user or name one that exists.',
      },
    ],
  },
];

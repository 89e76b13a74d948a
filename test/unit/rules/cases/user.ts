import { config, type RuleCase } from "./case.ts";

const V1 = "client.authentication.k8s.io/v1";
const V1BETA1 = "client.authentication.k8s.io/v1beta1";

export const userCases: readonly RuleCase[] = [
  {
    name: "no credential",
    text: config({ user: "" }),
    expected: [
      {
        severity: "warning",
        code: "no-credential",
        text: "jane",
        message:
          'User "jane" has no credential, so kubectl asks for a username and password: add a client certificate with its key, a token or an exec section.',
      },
    ],
  },
  {
    name: "impersonation alone",
    text: config({ user: "as: joe" }),
    expected: [
      {
        severity: "warning",
        code: "no-credential",
        text: "jane",
        message:
          'User "jane" has no credential, so kubectl asks for a username and password: add a client certificate with its key, a token or an exec section.',
      },
    ],
  },
  { name: "no credential, and no context brings it anywhere", text: "users:\n- name: jane\n", expected: [] },
  {
    name: "token and basic",
    text: config({ user: "token: t, password: planted" }),
    expected: [
      {
        severity: "error",
        code: "token-and-basic",
        text: "password",
        message:
          'User "jane" has both a token and a username or password. kubectl stops with "more than one authentication method found": remove username and password.',
      },
    ],
  },
  {
    name: "basic",
    text: config({ user: "username: jane, password: planted" }),
    expected: [
      {
        severity: "warning",
        code: "basic-auth-removed",
        text: "username",
        message:
          'User "jane" has a username and password. kubectl sends them, but Kubernetes has not accepted them since 1.19, so only a proxy before the API server can: use a client certificate, a token or an exec plugin.',
      },
    ],
  },
  {
    name: "token and tokenFile",
    text: config({ user: "token: t, tokenFile: /token" }),
    expected: [
      {
        severity: "warning",
        code: "token-file-wins",
        text: "token",
        message:
          'User "jane" has token and tokenFile. kubectl sends what the file holds, and this token only while the file cannot be read: remove one of them.',
      },
    ],
  },
  {
    name: "a token with a line break",
    text: config({ user: 'token: "a\\nb"' }),
    expected: [
      {
        severity: "error",
        code: "token-malformed",
        text: '"a\\nb"',
        message:
          'The token of user "jane" has a line break or another control character. kubectl stops with "invalid header field value": put the token on one line.',
      },
    ],
  },
  {
    name: "a token with a blank at its end",
    text: config({ user: 'token: "planted "' }),
    expected: [
      {
        severity: "warning",
        code: "token-malformed",
        text: '"planted "',
        message:
          'The token of user "jane" has a blank at its start or end. kubectl sends it as it is, and the server may not know it: remove the blank.',
      },
    ],
  },
  {
    name: "a token with Bearer before it",
    text: config({ user: "token: Bearer planted" }),
    expected: [
      {
        severity: "warning",
        code: "token-malformed",
        text: "Bearer planted",
        message:
          'The token of user "jane" starts with "Bearer". kubectl adds that word itself, so the server gets it twice: leave the token alone.',
      },
    ],
  },
  {
    name: "a token that is not shown",
    text: config({ user: "token: REDACTED" }),
    expected: [
      {
        severity: "warning",
        code: "token-malformed",
        text: "REDACTED",
        message:
          'The token of user "jane" is what kubectl config view prints in place of it. kubectl sends that word, and the API server answers "Unauthorized": print it again with kubectl config view --raw.',
      },
    ],
  },
  {
    name: "a token encoded twice",
    text: config({ user: `token: ${Buffer.from("eyJhbGciOiJub25lIn0.e30.").toString("base64")}` }),
    expected: [
      {
        severity: "warning",
        code: "token-malformed",
        text: "ZXlKaGJHY2lPaUp1YjI1bEluMC5lMzAu",
        message:
          'The token of user "jane" looks like the base64 of a token, as a Secret holds it. kubectl sends it as it is, and the API server answers "Unauthorized": decode it once with base64 -d.',
      },
    ],
  },
  {
    name: "impersonated groups without a user",
    text: config({ user: "token: t, as-groups: [a]" }),
    expected: [
      {
        severity: "error",
        code: "impersonation-without-user",
        text: "as-groups",
        message:
          'User "jane" impersonates a uid, groups or extra without a user. kubectl stops with "requesting uid, groups or user-extra … without impersonating a user": add as.',
      },
    ],
  },
  {
    name: "an impersonated uid without a user",
    text: config({ user: "token: t, as-uid: u" }),
    expected: [
      {
        severity: "error",
        code: "impersonation-without-user",
        text: "as-uid",
        message:
          'User "jane" impersonates a uid, groups or extra without a user. kubectl stops with "requesting uid, groups or user-extra … without impersonating a user": add as.',
      },
    ],
  },
  {
    name: "impersonated extra without a user",
    text: config({ user: "token: t, as-user-extra: {a: [b]}" }),
    expected: [
      {
        severity: "error",
        code: "impersonation-without-user",
        text: "as-user-extra",
        message:
          'User "jane" impersonates a uid, groups or extra without a user. kubectl stops with "requesting uid, groups or user-extra … without impersonating a user": add as.',
      },
    ],
  },
  {
    name: "impersonation of a user",
    text: config({ user: "token: t, as: joe, as-groups: [a]" }),
    expected: [],
  },
  {
    name: "gcp",
    text: config({ user: "auth-provider: {name: gcp}" }),
    expected: [
      {
        severity: "error",
        code: "auth-provider-removed",
        text: "gcp",
        message:
          'User "jane" has the auth-provider "gcp", which kubectl has dropped: it stops with "The gcp auth plugin has been removed". Use an exec section with gke-gcloud-auth-plugin instead.',
      },
    ],
  },
  {
    name: "azure",
    text: config({ user: "auth-provider: {name: azure}" }),
    expected: [
      {
        severity: "error",
        code: "auth-provider-removed",
        text: "azure",
        message:
          'User "jane" has the auth-provider "azure", which kubectl has dropped: it stops with "The azure auth plugin has been removed". Use an exec section with kubelogin instead.',
      },
    ],
  },
  {
    name: "an unknown auth-provider",
    text: config({ user: "auth-provider: {name: acme}" }),
    expected: [
      {
        severity: "error",
        code: "auth-provider-unknown",
        text: "acme",
        message:
          'User "jane" has the auth-provider "acme", which kubectl does not know: it stops with "no Auth Provider found". Only oidc is left; use an exec section for anything else.',
      },
    ],
  },
  {
    name: "an auth-provider without a name",
    text: config({ user: "auth-provider: {config: {a: planted}}" }),
    expected: [
      {
        severity: "error",
        code: "auth-provider-unknown",
        text: "auth-provider",
        message:
          'User "jane" has the auth-provider "", which kubectl does not know: it stops with "no Auth Provider found". Only oidc is left; use an exec section for anything else.',
      },
    ],
  },
  {
    name: "oidc",
    text: config({
      user: "auth-provider: {name: oidc, config: {idp-issuer-url: i, client-id: c, refresh-token: planted}}",
    }),
    expected: [
      {
        severity: "hint",
        code: "auth-provider-deprecated",
        text: "oidc",
        message:
          'User "jane" has the auth-provider oidc. kubectl still runs it, but writes fresh tokens into this file and may drop it: an exec section with kubelogin (kubectl oidc-login) takes its place.',
      },
    ],
  },
  {
    name: "oidc without a client",
    text: config({ user: "auth-provider: {name: oidc, config: {idp-issuer-url: i, id-token: planted}}" }),
    expected: [
      {
        severity: "error",
        code: "auth-provider-incomplete",
        text: "oidc",
        message:
          'The oidc auth-provider of user "jane" lacks client-id in its config. kubectl stops with "Must provide client-id": add it.',
      },
      {
        severity: "hint",
        code: "auth-provider-deprecated",
        text: "oidc",
        message:
          'User "jane" has the auth-provider oidc. kubectl still runs it, but writes fresh tokens into this file and may drop it: an exec section with kubelogin (kubectl oidc-login) takes its place.',
      },
    ],
  },
  {
    name: "oidc without tokens",
    text: config({ user: "auth-provider: {name: oidc, config: {idp-issuer-url: i, client-id: c}}" }),
    expected: [
      {
        severity: "error",
        code: "auth-provider-incomplete",
        text: "oidc",
        message:
          'The oidc auth-provider of user "jane" has neither id-token nor refresh-token. kubectl stops with "No valid id-token, and cannot refresh without refresh-token": log in again.',
      },
      {
        severity: "hint",
        code: "auth-provider-deprecated",
        text: "oidc",
        message:
          'User "jane" has the auth-provider oidc. kubectl still runs it, but writes fresh tokens into this file and may drop it: an exec section with kubelogin (kubectl oidc-login) takes its place.',
      },
    ],
  },
  {
    name: "exec as it should be",
    text: config({ user: `exec: {apiVersion: ${V1}, command: x, interactiveMode: Never}` }),
    expected: [],
  },
  {
    name: "exec v1beta1 without interactiveMode",
    text: config({ user: `exec: {apiVersion: ${V1BETA1}, command: x}` }),
    expected: [],
  },
  {
    name: "exec without anything",
    text: config({ user: "exec: {}" }),
    expected: [
      {
        severity: "error",
        code: "exec-no-command",
        text: "exec",
        message:
          'The exec section of user "jane" has no command. kubectl stops with "command must be specified": add the program to run, as kubelogin.',
      },
      {
        severity: "error",
        code: "exec-no-api-version",
        text: "exec",
        message:
          'The exec section of user "jane" has no apiVersion. kubectl stops with "apiVersion must be specified": add apiVersion: client.authentication.k8s.io/v1 and interactiveMode: IfAvailable.',
      },
    ],
  },
  {
    name: "exec with an empty command",
    text: config({ user: `exec: {apiVersion: ${V1BETA1}, command: ""}` }),
    expected: [
      {
        severity: "error",
        code: "exec-no-command",
        text: '""',
        message:
          'The exec section of user "jane" has no command. kubectl stops with "command must be specified": add the program to run, as kubelogin.',
      },
    ],
  },
  {
    name: "exec v1alpha1",
    text: config({ user: "exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}" }),
    expected: [
      {
        severity: "error",
        code: "exec-api-version-removed",
        text: "client.authentication.k8s.io/v1alpha1",
        message:
          'The exec section of user "jane" asks for client.authentication.k8s.io/v1alpha1, removed in Kubernetes 1.24. kubectl stops with "invalid apiVersion": use client.authentication.k8s.io/v1beta1 or v1, with a plugin that speaks it.',
      },
    ],
  },
  {
    name: "exec of an unknown version",
    text: config({ user: "exec: {apiVersion: v1, command: x}" }),
    expected: [
      {
        severity: "error",
        code: "exec-api-version-unknown",
        text: "v1",
        message:
          'The exec section of user "jane" has the apiVersion "v1". kubectl stops with "invalid apiVersion": use client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1, whichever the plugin speaks.',
      },
    ],
  },
  {
    name: "exec v1 without interactiveMode",
    text: config({ user: `exec: {apiVersion: ${V1}, command: x}` }),
    expected: [
      {
        severity: "error",
        code: "exec-interactive-mode-missing",
        text: "client.authentication.k8s.io/v1",
        message:
          'The exec section of user "jane" has no interactiveMode, which client.authentication.k8s.io/v1 requires. kubectl stops with "interactiveMode must be specified": add Never, IfAvailable or Always.',
      },
    ],
  },
  {
    name: "exec with interactiveMode in lower case",
    text: config({ user: `exec: {apiVersion: ${V1}, command: x, interactiveMode: never}` }),
    expected: [
      {
        severity: "error",
        code: "exec-interactive-mode-invalid",
        text: "never",
        message:
          'The interactiveMode "never" of user "jane" is not one of Never, IfAvailable and Always, spelt just so. kubectl stops with "invalid interactiveMode": write one of them.',
      },
    ],
  },
  {
    name: "exec with an interactiveMode like none",
    text: config({ user: `exec: {apiVersion: ${V1}, command: x, interactiveMode: Sometimes}` }),
    expected: [
      {
        severity: "error",
        code: "exec-interactive-mode-invalid",
        text: "Sometimes",
        message:
          'The interactiveMode "Sometimes" of user "jane" is not one of Never, IfAvailable and Always, spelt just so. kubectl stops with "invalid interactiveMode": write one of them.',
      },
    ],
  },
  {
    name: "exec with a variable without a name",
    text: config({
      user: `exec: {apiVersion: ${V1BETA1}, command: x, env: [{name: A, value: planted}, {value: planted}]}`,
    }),
    expected: [
      {
        severity: "error",
        code: "exec-env-no-name",
        text: "{value: planted}",
        message:
          'The exec section of user "jane" sets an environment variable without a name. kubectl stops with "env variable name must be specified": name it or remove it.',
      },
    ],
  },
  {
    name: "exec and auth-provider",
    text: config({ user: `exec: {apiVersion: ${V1BETA1}, command: x}, auth-provider: {name: gcp}` }),
    expected: [
      {
        severity: "error",
        code: "exec-with-auth-provider",
        text: "auth-provider",
        message:
          'User "jane" has both an auth-provider and an exec section. kubectl stops with "authProvider cannot be provided in combination with an exec plugin": remove the auth-provider.',
      },
      {
        severity: "error",
        code: "auth-provider-removed",
        text: "gcp",
        message:
          'User "jane" has the auth-provider "gcp", which kubectl has dropped: it stops with "The gcp auth plugin has been removed". Use an exec section with gke-gcloud-auth-plugin instead.',
      },
    ],
  },
  {
    name: "exec and token",
    text: config({ user: `exec: {apiVersion: ${V1BETA1}, command: x}, token: planted` }),
    expected: [
      {
        severity: "warning",
        code: "exec-ignored",
        text: "exec",
        message:
          'kubectl never runs the exec plugin of user "jane", because the user also has token: remove one of the two.',
      },
    ],
  },
  {
    name: "exec and a lone password",
    text: config({ user: `exec: {apiVersion: ${V1BETA1}, command: x}, password: planted` }),
    expected: [
      {
        severity: "warning",
        code: "basic-auth-removed",
        text: "password",
        message:
          'User "jane" has a password and no username, so kubectl does not send it: remove it, and use a client certificate, a token or an exec plugin.',
      },
    ],
  },
];

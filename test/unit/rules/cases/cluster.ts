import { config, type RuleCase } from "./case.ts";

export const clusterCases: readonly RuleCase[] = [
  {
    name: "a CA that is left empty, and a client certificate",
    text: config({
      cluster: 'server: "https://10.0.0.1:6443", certificate-authority-data: ""',
      user: "token: t0ken, client-certificate-data: , client-key-data: null",
    }),
    expected: [
      {
        severity: "information",
        code: "empty-data",
        text: '""',
        message:
          'The certificate-authority-data of cluster "prod" is empty, which counts as none: kubectl trusts the CAs of the system. If the server\'s certificate is of a CA of its own, put that here.',
      },
      {
        severity: "information",
        code: "empty-data",
        text: "client-certificate-data",
        message:
          'The client-certificate-data of user "jane" is empty, which counts as none to kubectl: put the value here, or remove the line.',
      },
      {
        severity: "information",
        code: "empty-data",
        text: "null",
        message:
          'The client-key-data of user "jane" is empty, which counts as none to kubectl: put the value here, or remove the line.',
      },
    ],
  },
  {
    name: "no server",
    text: config({ cluster: "" }),
    expected: [
      {
        severity: "error",
        code: "server-missing",
        text: "prod",
        message:
          'Cluster "prod" has no server, so kubectl goes to localhost:8080: set server to the address of the API server, as https://host:6443.',
      },
    ],
  },
  {
    name: "an empty server",
    text: config({ cluster: 'server: ""' }),
    expected: [
      {
        severity: "error",
        code: "server-missing",
        text: '""',
        message:
          'Cluster "prod" has no server, so kubectl goes to localhost:8080: set server to the address of the API server, as https://host:6443.',
      },
    ],
  },
  {
    name: "a server that is no URL",
    text: config({ cluster: 'server: "https://"' }),
    expected: [
      {
        severity: "error",
        code: "server-invalid",
        text: '"https://"',
        message:
          'The server of cluster "prod" is not an address: it must be a URL, or a host and port without a path. kubectl stops with "host must be a URL or a host:port pair": write it as https://host:6443.',
      },
    ],
  },
  {
    name: "an IPv4 address in brackets, as Calico wrote it",
    text: config({ cluster: 'server: "https://[10.96.0.1]:443"' }),
    expected: [
      {
        severity: "warning",
        code: "server-invalid",
        text: '"https://[10.96.0.1]:443"',
        message:
          'The server of cluster "prod" is not an address: brackets belong around IPv6 addresses only. A kubectl that was built with Go 1.24.8, 1.25.2 or later stops with "host must be a URL or a host:port pair", an older one takes it: write it as https://host:6443.',
      },
    ],
  },
  {
    name: "a server of another scheme",
    text: config({ cluster: 'server: "ftp://h"' }),
    expected: [
      {
        severity: "error",
        code: "server-invalid",
        text: '"ftp://h"',
        message:
          'The server of cluster "prod" has the scheme "ftp". kubectl stops with "unsupported protocol scheme": write it as https://host:6443.',
      },
    ],
  },
  {
    name: "a server without a scheme",
    text: config({ cluster: "server: h:6443" }),
    expected: [
      {
        severity: "warning",
        code: "server-without-scheme",
        text: "h:6443",
        message:
          'The server of cluster "prod" has no scheme, so kubectl speaks plain http to it and reads neither CA nor credentials: write it as https://h:6443.',
      },
    ],
  },
  {
    name: "plain http with credentials",
    text: config({ cluster: 'server: "http://h:8080"' }),
    expected: [
      {
        severity: "warning",
        code: "http-with-credentials",
        text: '"http://h:8080"',
        message:
          'The server of cluster "prod" is plain http: nothing is encrypted, and kubectl sends no credential, so user "jane" of context "dev" is not used. Use https if the server speaks it.',
      },
    ],
  },
  {
    name: "plain http without credentials",
    text: config({ cluster: 'server: "http://h:8080"', user: "" }),
    expected: [],
  },
  {
    name: "plain http with TLS settings",
    text: config({
      cluster:
        'server: "http://h", certificate-authority: ca.crt, insecure-skip-tls-verify: true, tls-server-name: h',
      user: "",
    }),
    expected: [
      {
        severity: "hint",
        code: "tls-ignored-over-http",
        text: "ca.crt",
        message:
          'Cluster "prod" is reached over plain http, where kubectl does not read certificate-authority: remove it, or use https.',
      },
      {
        severity: "hint",
        code: "tls-ignored-over-http",
        text: "true",
        message:
          'Cluster "prod" is reached over plain http, where kubectl does not read insecure-skip-tls-verify: remove it, or use https.',
      },
      {
        severity: "hint",
        code: "tls-ignored-over-http",
        text: "h",
        message:
          'Cluster "prod" is reached over plain http, where kubectl does not read tls-server-name: remove it, or use https.',
      },
    ],
  },
  {
    name: "insecure",
    text: config({ cluster: 'server: "https://h", insecure-skip-tls-verify: true' }),
    expected: [
      {
        severity: "warning",
        code: "insecure-skip-tls-verify",
        text: "true",
        message:
          'Cluster "prod" skips the check of the server\'s certificate, so kubectl sends its credential to whoever answers: replace insecure-skip-tls-verify with certificate-authority-data.',
      },
    ],
  },
  {
    name: "insecure set to false",
    text: config({ cluster: 'server: "https://h", insecure-skip-tls-verify: false' }),
    expected: [],
  },
  {
    name: "insecure with a CA",
    text: config({
      cluster: 'server: "https://h", insecure-skip-tls-verify: yes, certificate-authority: /ca.crt',
    }),
    expected: [
      {
        severity: "error",
        code: "ca-with-insecure",
        text: "yes",
        message:
          'Cluster "prod" has a CA and insecure-skip-tls-verify. kubectl stops with "specifying a root certificates file with the insecure flag is not allowed": remove insecure-skip-tls-verify.',
      },
    ],
  },
  {
    name: "a proxy without a scheme",
    text: config({ cluster: 'server: "https://h", proxy-url: "127.0.0.1:8080"' }),
    expected: [
      {
        severity: "error",
        code: "proxy-url-invalid",
        text: '"127.0.0.1:8080"',
        message:
          'The proxy-url of cluster "prod" has no scheme, and kubectl refuses it: write it as http://host:port, https://host:port or socks5://host:port.',
      },
    ],
  },
  {
    name: "a proxy that seems to have one",
    text: config({ cluster: 'server: "https://h", proxy-url: "localhost:8080"' }),
    expected: [
      {
        severity: "error",
        code: "proxy-url-invalid",
        text: '"localhost:8080"',
        message:
          'The proxy-url of cluster "prod" has no scheme, and kubectl refuses it: write it as http://host:port, https://host:port or socks5://host:port.',
      },
    ],
  },
  {
    name: "a proxy of another scheme",
    text: config({ cluster: 'server: "https://h", proxy-url: "socks5h://p:1080"' }),
    expected: [
      {
        severity: "error",
        code: "proxy-url-invalid",
        text: '"socks5h://p:1080"',
        message:
          'The proxy-url of cluster "prod" has the scheme "socks5h". kubectl refuses any but http, https and socks5: use one of them (with socks5 the proxy looks up names, as with socks5h elsewhere).',
      },
    ],
  },
  {
    name: "a proxy that is no URL",
    text: config({ cluster: 'server: "https://h", proxy-url: "http://p:x"' }),
    expected: [
      {
        severity: "error",
        code: "proxy-url-invalid",
        text: '"http://p:x"',
        message:
          'The proxy-url of cluster "prod" is not a URL, and kubectl refuses it: write it as http://host:port, https://host:port or socks5://host:port.',
      },
    ],
  },
  {
    name: "a proxy by socks5",
    text: config({ cluster: 'server: "https://h", proxy-url: "socks5://p:1080"' }),
    expected: [],
  },
  {
    name: "a tls-server-name with a scheme",
    text: config({ cluster: 'server: "https://h", tls-server-name: "https://h"' }),
    expected: [
      {
        severity: "warning",
        code: "tls-server-name-invalid",
        text: '"https://h"',
        message:
          'The tls-server-name of cluster "prod" is not a host name, so no certificate can match it and kubectl refuses the connection: write a bare name, without scheme, port or path.',
      },
    ],
  },
  {
    name: "a tls-server-name that is an address",
    text: config({ cluster: 'server: "https://h", tls-server-name: "fd00::1"' }),
    expected: [],
  },
];

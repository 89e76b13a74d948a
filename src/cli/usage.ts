/** What the program says about itself. */
export const USAGE = `kubeconfig-inspector: who each kubeconfig context is, whether it will work, when it expires

Usage:
  kubeconfig-inspector check-expiration [FILE or FOLDER]... [options]
  kubeconfig-inspector lint [FILE or FOLDER]... [options]
  kubeconfig-inspector check-server [CONTEXT]... [options]
  kubeconfig-inspector whoami [CONTEXT] [options]
  kubeconfig-inspector mint --user NAME -o FILE [options]

Without a file or folder the first two look at what kubectl would: KUBECONFIG, else ~/.kube/config.

check-expiration: when kubeconfigs, certificates and PKI folders end
  -o, --output text|wide|json|yaml|csv|markdown|ics   default text: the two tables of kubeadm
      --within TIME        what counts as expiring: 30d (default), 12h, 4w
      --kubeadm VERSION    print as this version of kubeadm does (default: the newest)

lint: what is wrong with kubeconfigs, PKI folders, and manifests that name certificates
  -o, --output text|json|sarif                        default text

check-server: what the server of a context shows to somebody who sends no credential
      --all                every context
      --kubectl VERSION    say where this version of kubectl is too old or too new for the server
whoami: who the API server takes the user of a context for, and how that differs from what the kubeconfig says
      --run-plugins        run the program that the user gets its credential from
both: of the current context, unless one is named
  -o, --output text|json                              default text
      --kubeconfig FILE    look in this file alone
      --timeout TIME       how long a server has for its answer: 10s (default)

mint: a kubeconfig for a user with a client certificate, in a file that only its owner can read
      --user NAME          whom the certificate names; --group NAME (repeatable), --uid UID
      --lifetime TIME      90d (default), 36h, 1y, or until a date: 2027-01-31
      --key-type TYPE      ecdsa-p256 (default), ecdsa-p384, ecdsa-p521, rsa-2048, rsa-3072, rsa-4096, ed25519
  signed by a CA
      --ca-cert FILE, --ca-key FILE
      --passphrase-file FILE   of an encrypted key; else KUBECONFIG_INSPECTOR_PASSPHRASE
  or by the cluster of a context
      --csr                ask it by a CertificateSigningRequest
      --approve            approve the request oneself, where one may
      --wait TIME          how long to wait for the certificate: 10m (default)
      --keep-request       leave the request in the cluster
      --run-plugins, --timeout TIME   as above
      --resume FILE        go on with a request that was made before, from the file that keeps its key
  for the cluster
      --context NAME, --kubeconfig FILE   of a context (default: the current one), its CA embedded
      --server URL         that no kubeconfig has; --certificate-authority FILE (default: the root of the CA that signs)
  and it goes to
  -o, --output FILE        a new kubeconfig, never in the place of another; - is stdout
      --add-to FILE        a new user and context in a kubeconfig that exists; --use makes it the current context
      --files NAME         NAME.key and NAME.crt, both PEM
      --renew USER         the user of a kubeconfig, in the place of its certificate and key
  -n, --namespace NAME, --context-name NAME   of the new context
  -y, --yes                what is dangerous is meant: system:masters, names of Kubernetes, more than a year
      --print text|json    how the outcome is told

  -h, --help       show this
      --version    show the version

Exit codes: 0 fine; 1 something expires within the time, a warning, another identity than the kubeconfig says, or a certificate
that is not quite as asked; 2 something is expired, missing, broken, not reached or not made, or an error; 64 the command line
cannot be understood. No secret is ever printed, but by mint -o -.
`;

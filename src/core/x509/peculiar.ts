import "@abraham/reflection";

/**
 * The one door of @peculiar/x509, which works only where Reflect has metadata. It takes tens of milliseconds to load:
 * nothing on the way of activation or analysis may import it statically, only what is behind `signing.ts`.
 */
export {
  Extension,
  Name,
  Pkcs10CertificateRequestGenerator,
  X509CertificateGenerator,
} from "@peculiar/x509";

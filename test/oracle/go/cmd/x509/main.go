// Command x509 answers questions about certificates, keys, PEM and base64 with what Go says. Each line of standard
// input is a JSON question, each line of standard output its answer.
package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"os"
	"time"
)

type question struct {
	// cert: DER. pair: Data is the certificate, Key the key. pem, base64, ca: Data is the text.
	// verify: Data is the leaf and its intermediates, Key the roots. serve: the same, and Host is who is dialled.
	Kind string `json:"kind"`
	Data []byte `json:"data"`
	Key  []byte `json:"key,omitempty"`
	Host string `json:"host,omitempty"`
	// Seconds since the epoch.
	Now int64 `json:"now,omitempty"`
}

type answer struct {
	Error   string   `json:"error,omitempty"`
	Subject string   `json:"subject,omitempty"`
	Issuer  string   `json:"issuer,omitempty"`
	Serial  string   `json:"serial,omitempty"`
	Times   []int64  `json:"times,omitempty"`
	Names   []string `json:"names,omitempty"`
	Digests []string `json:"digests,omitempty"`
	Rest    int      `json:"rest,omitempty"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	decoder := json.NewDecoder(in)
	for decoder.More() {
		var q question
		if err := decoder.Decode(&q); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := encoder.Encode(respond(q)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func respond(q question) answer {
	switch q.Kind {
	case "cert":
		return certificate(q.Data)
	case "pair":
		_, err := tls.X509KeyPair(q.Data, q.Key)
		return failed(err)
	case "pem":
		return blocks(q.Data)
	case "base64":
		decoded, err := base64.StdEncoding.DecodeString(string(q.Data))
		if err != nil {
			return failed(err)
		}
		return answer{Digests: []string{digest(decoded)}}
	case "ca":
		return failed(bundle(q.Data))
	case "verify":
		return failed(verify(q, x509.ExtKeyUsageClientAuth))
	case "serve":
		return failed(verify(q, x509.ExtKeyUsageServerAuth))
	}
	return answer{Error: "unknown kind " + q.Kind}
}

func failed(err error) answer {
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{}
}

func certificate(der []byte) answer {
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return failed(err)
	}
	names := append(append([]string{}, cert.DNSNames...), cert.EmailAddresses...)
	for _, ip := range cert.IPAddresses {
		names = append(names, ip.String())
	}
	for _, uri := range cert.URIs {
		names = append(names, uri.String())
	}
	return answer{
		Subject: cert.Subject.String(),
		Issuer:  cert.Issuer.String(),
		Serial:  cert.SerialNumber.Text(16),
		Times:   []int64{cert.NotBefore.Unix(), cert.NotAfter.Unix()},
		Names:   names,
		Digests: []string{digest(cert.Raw), hex.EncodeToString(cert.SubjectKeyId), cert.SignatureAlgorithm.String()},
	}
}

func blocks(data []byte) answer {
	var a answer
	for {
		block, rest := pem.Decode(data)
		if block == nil {
			a.Rest = len(rest)
			return a
		}
		a.Names = append(a.Names, block.Type)
		a.Digests = append(a.Digests, digest(block.Bytes))
		data = rest
	}
}

// bundle is what client-go's transport makes of CA data.
func bundle(data []byte) error {
	if x509.NewCertPool().AppendCertsFromPEM(data) {
		return nil
	}
	for len(data) > 0 {
		var block *pem.Block
		block, data = pem.Decode(data)
		if block == nil {
			return fmt.Errorf("unable to parse bytes as PEM block")
		}
		if block.Type != "CERTIFICATE" || len(block.Headers) != 0 {
			continue
		}
		if _, err := x509.ParseCertificate(block.Bytes); err != nil {
			return fmt.Errorf("failed to parse certificate: %w", err)
		}
	}
	return fmt.Errorf("no valid certificate authority data seen")
}

// verify is what the API server does with a client certificate, and a client with a server's.
func verify(q question, usage x509.ExtKeyUsage) error {
	var chain []*x509.Certificate
	for data := bytes.TrimSpace(q.Data); ; {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil {
			break
		}
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return err
		}
		chain = append(chain, cert)
	}
	if len(chain) == 0 {
		return fmt.Errorf("no certificate")
	}
	roots, intermediates := x509.NewCertPool(), x509.NewCertPool()
	roots.AppendCertsFromPEM(q.Key)
	for _, cert := range chain[1:] {
		intermediates.AddCert(cert)
	}
	_, err := chain[0].Verify(x509.VerifyOptions{
		DNSName:       q.Host,
		Roots:         roots,
		Intermediates: intermediates,
		CurrentTime:   time.Unix(q.Now, 0).UTC(),
		KeyUsages:     []x509.ExtKeyUsage{usage},
	})
	return err
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Command mint answers what Go and zlint make of minted keys and certificates. Each line of standard input is a JSON
// question, each line of standard output its answer.
package main

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"sort"
	"time"

	zx509 "github.com/zmap/zcrypto/x509"
	"github.com/zmap/zlint/v3"
	"github.com/zmap/zlint/v3/lint"
)

type question struct {
	// lint: Certificate is one PEM. client: a server on loopback that demands client certificates of Roots is shown
	// Certificate and Key. server: Certificate and Key serve on loopback to a client that trusts Roots and calls Name.
	// request: Certificate is the PEM of a certificate signing request.
	Kind        string `json:"kind"`
	Certificate string `json:"certificate"`
	Key         string `json:"key"`
	Roots       string `json:"roots"`
	Name        string `json:"name"`
}

type answer struct {
	Error string `json:"error,omitempty"`
	// What zlint finds, as `status name`.
	Lints []string `json:"lints,omitempty"`
	// What the other side sees.
	CommonName    string   `json:"commonName,omitempty"`
	Organizations []string `json:"organizations,omitempty"`
	UID           string   `json:"uid,omitempty"`
	Names         []string `json:"names,omitempty"`
}

var uid = []int{1, 3, 6, 1, 4, 1, 57683, 2}

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	decoder := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	server, err := loopbackServer()
	check(err)
	for decoder.More() {
		var q question
		check(decoder.Decode(&q))
		a, err := respond(q, server)
		if err != nil {
			a = answer{Error: err.Error()}
		}
		check(encoder.Encode(a))
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func respond(q question, server tls.Certificate) (answer, error) {
	switch q.Kind {
	case "lint":
		return lints(q.Certificate)
	case "request":
		return request(q.Certificate)
	}
	own, err := tls.X509KeyPair([]byte(q.Certificate), []byte(q.Key))
	if err != nil {
		return answer{}, err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM([]byte(q.Roots))
	if q.Kind == "client" {
		return handshake(
			&tls.Config{Certificates: []tls.Certificate{server}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: roots},
			&tls.Config{Certificates: []tls.Certificate{own}, InsecureSkipVerify: true},
		)
	}
	return handshake(
		&tls.Config{Certificates: []tls.Certificate{own}},
		&tls.Config{RootCAs: roots, ServerName: q.Name},
	)
}

// handshake connects over loopback and tells what the server saw.
func handshake(serving, dialing *tls.Config) (answer, error) {
	listener, err := tls.Listen("tcp", "127.0.0.1:0", serving)
	if err != nil {
		return answer{}, err
	}
	defer listener.Close()
	type seen struct {
		answer answer
		err    error
	}
	done := make(chan seen, 1)
	go func() {
		raw, err := listener.Accept()
		if err != nil {
			done <- seen{err: err}
			return
		}
		defer raw.Close()
		conn := raw.(*tls.Conn)
		if err := conn.Handshake(); err != nil {
			done <- seen{err: err}
			return
		}
		_, err = conn.Write([]byte("ok"))
		done <- seen{describe(conn.ConnectionState()), err}
	}()
	dialer := &net.Dialer{Timeout: 20 * time.Second}
	conn, err := tls.DialWithDialer(dialer, "tcp", listener.Addr().String(), dialing)
	if err != nil {
		return answer{}, err
	}
	defer conn.Close()
	result := <-done
	return result.answer, result.err
}

func describe(state tls.ConnectionState) answer {
	if len(state.PeerCertificates) == 0 {
		return answer{}
	}
	subject := state.PeerCertificates[0].Subject
	a := answer{CommonName: subject.CommonName, Organizations: subject.Organization}
	for _, name := range subject.Names {
		if name.Type.Equal(uid) {
			a.UID, _ = name.Value.(string)
		}
	}
	return a
}

func loopbackServer() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "server"},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
}

func request(text string) (answer, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil || block.Type != "CERTIFICATE REQUEST" {
		return answer{}, fmt.Errorf("PEM block type must be CERTIFICATE REQUEST")
	}
	csr, err := x509.ParseCertificateRequest(block.Bytes)
	if err != nil {
		return answer{}, err
	}
	names := append([]string{}, csr.DNSNames...)
	for _, ip := range csr.IPAddresses {
		names = append(names, ip.String())
	}
	return answer{CommonName: csr.Subject.CommonName, Organizations: csr.Subject.Organization, Names: names}, csr.CheckSignature()
}

// lints runs the lints of RFCs and of the community: those of browsers do not bind a cluster's own CA.
func lints(text string) (answer, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return answer{}, fmt.Errorf("no PEM")
	}
	cert, err := zx509.ParseCertificate(block.Bytes)
	if err != nil {
		return answer{}, err
	}
	registry, err := lint.GlobalRegistry().Filter(lint.FilterOptions{
		IncludeSources: lint.SourceList{
			lint.RFC3279, lint.RFC5280, lint.RFC5480, lint.RFC5891, lint.RFC8813, lint.Community,
		},
		// About public suffixes: a cluster's names have none.
		ExcludeNames: []string{"n_san_iana_pub_suffix_empty"},
	})
	if err != nil {
		return answer{}, err
	}
	var found []string
	for name, result := range zlint.LintCertificateEx(cert, registry).Results {
		if result.Status >= lint.Notice {
			found = append(found, fmt.Sprintf("%s %s", result.Status, name))
		}
	}
	sort.Strings(found)
	return answer{Lints: found}, nil
}

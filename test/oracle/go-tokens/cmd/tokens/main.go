// Command tokens says whom the API server admits by a static token file. Each line of standard input is a file,
// base64, each line of standard output the answer as JSON.
package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"k8s.io/apiserver/pkg/authentication/token/tokenfile"
)

type identity struct {
	User   string   `json:"user"`
	UID    string   `json:"uid"`
	Groups []string `json:"groups"`
}

type answer struct {
	// Why the API server does not start.
	Error string `json:"error"`
	// By the tokens, in the order in which the file first names them.
	Identities []identity `json:"identities"`
}

func main() {
	folder, err := os.MkdirTemp("", "tokens-")
	if err == nil {
		err = answerAll(filepath.Join(folder, "tokens.csv"))
		os.RemoveAll(folder)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answerAll(path string) error {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<26)
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	for in.Scan() {
		content, err := base64.StdEncoding.DecodeString(in.Text())
		if err == nil {
			err = os.WriteFile(path, content, 0o600)
		}
		if err != nil {
			return err
		}
		if err := encoder.Encode(ask(path)); err != nil {
			return err
		}
	}
	if err := in.Err(); err != nil {
		return err
	}
	return out.Flush()
}

func ask(path string) answer {
	authenticator, err := tokenfile.NewCSV(path)
	if err != nil {
		return answer{Error: err.Error()}
	}
	identities := []identity{}
	for _, token := range tokensOf(path) {
		response, ok, err := authenticator.AuthenticateToken(context.Background(), token)
		if err != nil || !ok {
			continue
		}
		user := response.User
		groups := user.GetGroups()
		if groups == nil {
			groups = []string{}
		}
		identities = append(identities, identity{User: user.GetName(), UID: user.GetUID(), Groups: groups})
	}
	return answer{Identities: identities}
}

// Each token once. NewCSV has read the file, so that nothing here fails.
func tokensOf(path string) []string {
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.FieldsPerRecord = -1
	records, err := reader.ReadAll()
	if err != nil {
		return nil
	}
	seen := map[string]bool{}
	tokens := []string{}
	for _, record := range records {
		if !seen[record[0]] {
			seen[record[0]] = true
			tokens = append(tokens, record[0])
		}
	}
	return tokens
}

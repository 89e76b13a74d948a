// Command yaml2json answers, for each line of its input, what kubectl makes of a YAML text.
//
// A line of input is the base64 of the bytes of a file. A line of output is a JSON object: {"ok":true,
// "json":"..."} with the text that sigs.k8s.io/yaml gives, {"ok":true,"sha256":"..."} with the digest of a long one after
// what Go escapes for HTML is written out, or {"ok":false,"err":"..."} with its error.
package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	"sigs.k8s.io/yaml"
)

type verdict struct {
	OK   bool   `json:"ok"`
	JSON string `json:"json,omitempty"`
	Hash string `json:"sha256,omitempty"`
	Err  string `json:"err,omitempty"`
}

// judge turns a panic of the YAML library into a refusal, as it would end kubectl.
func judge(text []byte) (result verdict) {
	defer func() {
		if reason := recover(); reason != nil {
			result = verdict{Err: fmt.Sprintf("panic: %v", reason)}
		}
	}()
	converted, err := yaml.YAMLToJSON(text)
	if err != nil {
		return verdict{Err: err.Error()}
	}
	// kubectl looks for kind and apiVersion next, for which encoding/json reads it all: not deeper than it can.
	if err := json.Unmarshal(converted, new(json.RawMessage)); err != nil {
		return verdict{Err: err.Error()}
	}
	if len(converted) <= long {
		return verdict{OK: true, JSON: string(converted)}
	}
	plain := unescaped(converted)
	if utf16Length(plain) <= long {
		return verdict{OK: true, JSON: string(converted)}
	}
	sum := sha256.Sum256(plain)
	return verdict{OK: true, Hash: hex.EncodeToString(sum[:])}
}

// long is the number of UTF-16 units from which a text is told by its digest.
const long = 4_000_000

// unescaped writes out what encoding/json escapes for HTML and JavaScript.
func unescaped(text []byte) []byte {
	escapes := map[string]string{
		`u003c`: "<", `u003e`: ">", `u0026`: "&", `u2028`: "\u2028", `u2029`: "\u2029", `ufffd`: "\ufffd",
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			out = append(out, text[i])
			continue
		}
		if i+6 <= len(text) {
			if plain, known := escapes[string(text[i+1:i+6])]; known {
				out = append(out, plain...)
				i += 5
				continue
			}
		}
		out = append(out, text[i], text[i+1])
		i++
	}
	return out
}

func utf16Length(text []byte) int {
	length := 0
	for _, r := range string(text) {
		length++
		if r > 0xffff {
			length++
		}
	}
	return length
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		text, err := base64.StdEncoding.DecodeString(string(line[:len(line)-1]))
		if err != nil {
			fmt.Fprintln(os.Stderr, "yaml2json: a line is not base64:", err)
			os.Exit(2)
		}
		if err := encoder.Encode(judge(text)); err != nil {
			fmt.Fprintln(os.Stderr, "yaml2json:", err)
			os.Exit(2)
		}
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
}
